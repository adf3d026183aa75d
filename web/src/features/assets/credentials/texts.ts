/** The texts of this panel: they come with it, not with the first page. Import this where they are used. */
import i18next from "i18next";
import credentials from "./en.json";

i18next.addResourceBundle("en", "credentials", credentials);
