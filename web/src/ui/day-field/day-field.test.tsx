import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { renderPart } from "@/test/render";
import { DayField } from "./day-field";

const told = vi.fn();

function Form({ start }: { start: string }) {
  const [day, setDay] = useState(start);
  return (
    <>
      <DayField
        label="Signed on"
        value={day}
        onChange={(next) => {
          told(next);
          setDay(next);
        }}
      />
      <button type="button" onClick={() => setDay("2027-09-03")}>
        elsewhere
      </button>
    </>
  );
}

it("takes a day in words or figures and shows it in one form", async () => {
  const user = userEvent.setup();
  renderPart(<Form start="2026-11-01" />);
  const field = screen.getByLabelText<HTMLInputElement>("Signed on");
  expect(field.value).toBe("1 Nov 2026");
  await user.clear(field);
  expect(told).toHaveBeenLastCalledWith("");
  await user.type(field, "2026-12-24");
  expect(told).toHaveBeenLastCalledWith("2026-12-24");
  await user.tab();
  expect(field.value).toBe("24 Dec 2026");
  await user.click(screen.getByText("elsewhere"));
  expect(field.value).toBe("3 Sep 2027");
});

it("says that it cannot read what could be two days, and tells of no day", async () => {
  const user = userEvent.setup();
  renderPart(<Form start="" />);
  const field = screen.getByLabelText<HTMLInputElement>("Signed on");
  await user.type(field, "3/4/2027");
  expect(screen.queryByText(/Write the day like/)).toBeNull();
  await user.tab();
  expect(screen.getByText(/Write the day like/)).toBeDefined();
  expect(told).toHaveBeenLastCalledWith("");
});
