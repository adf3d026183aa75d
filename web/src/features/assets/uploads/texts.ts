/** The texts of the list of uploads: they come with it, not with the first page. Import this where they are used. */
import i18next from "i18next";
import uploads from "./en.json";

i18next.addResourceBundle("en", "uploads", uploads);
