/** Languages that words are named in. */

export const languages = ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "ja", "zh"];

export const nameOfLanguage = (tag: string) =>
  new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
