/** The texts of this screen: they come with it, not with the first page. Import this where they are used. */
import i18next from "i18next";
import reference from "./en.json";

i18next.addResourceBundle("en", "reference", reference);
