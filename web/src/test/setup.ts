/** Runs before each test file: texts are loaded, the page is cleaned up between tests. */
import "@/app/i18n";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// A busy machine is no reason to fail.
configure({ asyncUtilTimeout: 8_000 });

// Nothing leaves a test: what it has no answer for (`answerCalls`) stays unanswered.
beforeEach(() => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});
