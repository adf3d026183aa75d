/** The texts of this screen: they come with it, not with the first page. */
import i18next from "i18next";
import sideBySide from "./en.json";

i18next.addResourceBundle("en", "sideBySide", sideBySide);
