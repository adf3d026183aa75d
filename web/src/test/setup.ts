/** Runs before each test file: texts are loaded, the page is cleaned up between tests. */
import "@/app/i18n";
import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});
