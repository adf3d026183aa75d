/** Mantine's theme: our fonts, our colours, the fixes that make its defaults readable. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const iris: MantineColorsTuple = [
  "#f3f1fd",
  "#e3dffa",
  "#c8c0f4",
  "#b4a6ff",
  "#8f7ff0",
  "#6f5ce0",
  "#5b46d6",
  "#4a38b0",
  "#5d4ac9",
  "#2c2172",
];

const gray: MantineColorsTuple = [
  "#faf9f6",
  "#f3f1ec",
  "#eae7e0",
  "#e2dfd7",
  "#cbc7be",
  "#a9a4a8",
  "#8b8791",
  "#655f71",
  "#4c4758",
  "#1d1929",
];

const dark: MantineColorsTuple = [
  "#f2f0f7",
  "#c6c1d0",
  "#a59fb1",
  "#817b8d",
  "#3a3645",
  "#2c2936",
  "#25222e",
  "#1c1a23",
  "#14121a",
  "#100e15",
];

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "28px", lineHeight: "36px" },
      h2: { fontSize: "20px", lineHeight: "28px" },
      h3: { fontSize: "16px", lineHeight: "24px" },
    },
  },
  colors: { iris, gray, dark },
  primaryColor: "iris",
  primaryShade: { light: 7, dark: 8 },
  black: "#1d1929",
  defaultRadius: "6px",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  // By name alone: naming the components themselves would load each with the first page.
  components: {
    Button: { defaultProps: { size: "sm" } },
    // A dialog's header is not the banner of the page.
    ModalHeader: { defaultProps: { role: "none" } },
    DrawerHeader: { defaultProps: { role: "none" } },
    // A menu holds its entries and nothing else: the place Mantine puts the first focus is none, and screen readers
    // count it. Without it the menu itself has the focus, and the first arrow leads to the first entry.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    InputWrapper: {
      styles: { label: { marginBottom: 4 }, description: { marginBottom: 6 } },
    },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 120, transition: "fade" },
        overlayProps: { backgroundOpacity: 0.4 },
      },
      styles: { title: { fontSize: "16px", lineHeight: "22px", fontWeight: 620 } },
    },
    Drawer: {
      // A side panel explains the page: the page stays readable beside it.
      defaultProps: { overlayProps: { backgroundOpacity: 0.12 } },
      styles: { title: { fontSize: "16px", lineHeight: "22px", fontWeight: 620 } },
    },
    Tooltip: {
      defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } },
    },
    Table: { defaultProps: { verticalSpacing: "xs", horizontalSpacing: "sm" } },
  },
});

/** Points Mantine's own variables at our tokens: its placeholder and dimmed text miss WCAG AA. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-faint)",
    "--mantine-color-placeholder": "var(--ink-faint)",
    "--mantine-color-anchor": "var(--accent-ink)",
    "--mantine-color-default-border": "var(--line)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--surface-hover)",
    "--mantine-color-error": "var(--verdict-blocked-line)",
  };
  return { variables: {}, light: shared, dark: shared };
};
