import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answerCalls, jsonAnswer, renderPart } from "@/test/render";
import { SignInForm } from "./sign-in-form";

async function signIn(email: string, password: string) {
  const person = userEvent.setup();
  if (email !== "") await person.type(screen.getByLabelText("Email"), email);
  if (password !== "") await person.type(screen.getByLabelText("Password"), password);
  await person.click(screen.getByRole("button", { name: "Sign in" }));
}

describe("the sign-in form", () => {
  it("sends what was typed and reads who it is", async () => {
    const calls = answerCalls({
      "POST /sessions": () => jsonAnswer({ token: "t" }, 201),
      "GET /sessions/current": () => jsonAnswer({ person: { name: "Mina" } }),
    });
    const signedIn = vi.fn();
    renderPart(<SignInForm onSignedIn={signedIn} />);
    await signIn(" mina@lumen.example ", "secret");
    await vi.waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
    expect(JSON.parse(calls[0]?.init.body as string)).toEqual({
      email: "mina@lumen.example",
      password: "secret",
    });
  });

  it("says that email and password do not match, without saying which", async () => {
    answerCalls({
      "POST /sessions": () =>
        jsonAnswer({ code: "session.refused", status: 401, title: "No", detail: "" }, 401),
    });
    renderPart(<SignInForm onSignedIn={() => {}} />);
    await signIn("mina@lumen.example", "wrong");
    expect((await screen.findByRole("alert")).textContent).toBe("Email and password do not match.");
  });

  it("asks for what is missing before it calls the server", async () => {
    const calls = answerCalls({});
    renderPart(<SignInForm onSignedIn={() => {}} />);
    await signIn("", "");
    expect(screen.getByText("Enter your email address.")).toBeTruthy();
    expect(calls).toHaveLength(0);
  });

  it("lets password managers fill it", () => {
    renderPart(<SignInForm onSignedIn={() => {}} />);
    expect(screen.getByLabelText("Email").getAttribute("autocomplete")).toBe("username");
    expect(screen.getByLabelText("Password").getAttribute("autocomplete")).toBe("current-password");
  });
});
