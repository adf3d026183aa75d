/** The sign-in over the page. It has no way out but signing in: the page behind it cannot go on without. */
import { Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { signedInAgain } from "@/api/sign-in-again";
import { SignInForm } from "@/features/accounts/sign-in-form";

export default function SignInAgainDialog() {
  const { t } = useTranslation("app");
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      title={t("again.title")}
    >
      <Text size="sm" mb="md">
        {t("again.text")}
      </Text>
      <SignInForm onSignedIn={signedInAgain} />
    </Modal>
  );
}
