/** The texts of these screens: they come with the screens, not with the first page. Import this where they are used. */
import i18next from "i18next";
import renditions from "./en.json";

i18next.addResourceBundle("en", "renditions", renditions);
