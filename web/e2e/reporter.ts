/** One line per story, and the count alone on the last line. */
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Lines implements Reporter {
  private passed = 0;
  private failed = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    const final = result.status === "passed" || result.retry === test.retries;
    if (!final) return;
    const good = test.outcome() === "expected" || test.outcome() === "flaky";
    if (good) this.passed += 1;
    else this.failed += 1;
    const seconds = (result.duration / 1000).toFixed(1);
    console.log(`${good ? "  ok  " : "  FAIL"} ${test.titlePath().slice(2).join(" > ")} (${seconds} s)`);
    for (const error of good ? [] : result.errors) console.log(error.message ?? error.value);
  }

  onEnd(_: FullResult): void {
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }
}
