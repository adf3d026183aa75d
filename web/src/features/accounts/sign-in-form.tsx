/** Email and password. Paste and password managers work; errors are sentences next to the fields. */
import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import { useSignIn } from "./queries";

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation("accounts");
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.trim() === "" ? t("signIn.missingEmail") : null),
      password: (value) => (value === "" ? t("signIn.missingPassword") : null),
    },
  });
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  // There is nothing else to do here; people begin to type at once.
  useEffect(() => email.current?.focus(), []);
  const send = (values: typeof form.values) =>
    signIn.mutate(
      { ...values, email: values.email.trim() },
      { onSuccess: onSignedIn, onError: () => password.current?.select() },
    );
  const refused = signIn.error instanceof ProblemError && signIn.error.status === 401;
  return (
    <form noValidate onSubmit={form.onSubmit(send)}>
      <Stack gap="md">
        {signIn.error !== null && (
          <Alert color="red" role="alert" variant="light">
            {refused ? t("signIn.wrong") : sentenceOf(signIn.error)}
          </Alert>
        )}
        <TextInput
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          ref={email}
          data-autofocus
          size="md"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          ref={password}
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          size="md"
          {...form.getInputProps("password")}
        />
        <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
          {t("signIn.submit")}
        </Button>
      </Stack>
    </form>
  );
}
