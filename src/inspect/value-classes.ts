/** The classes of Intl and Temporal whose objects hold a few options or numbers, by name. */

export const INTL_CLASSES: readonly string[] = [
  'Segmenter',
  'Collator',
  'DateTimeFormat',
  'DisplayNames',
  'DurationFormat',
  'ListFormat',
  'Locale',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
];

export const TEMPORAL_CLASSES: readonly string[] = [
  'Instant',
  'Duration',
  'PlainDate',
  'PlainDateTime',
  'PlainMonthDay',
  'PlainTime',
  'PlainYearMonth',
  'ZonedDateTime',
];
