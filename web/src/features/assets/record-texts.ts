/** The texts of a record: they come with it, not with the first page. */
import i18next from "i18next";

i18next.addResourceBundle("en", "record", {
  title: "Record",
  lead: "What another system says about this asset, word for word. Its id there: {{id}}",
});
