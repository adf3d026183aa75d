/** The programs that make previews: which are here, which are missing and what that costs. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ToolEntry } from "@/api/types";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { StateChip } from "@/ui/state-chip";
import table from "@/ui/table.module.css";
import classes from "./jobs.module.css";
import { toolsQuery } from "./queries";

function Tool({ tool }: { tool: ToolEntry }) {
  const { t } = useTranslation("operations");
  const isHere = tool.problem == null;
  const version = tool.version;
  return (
    <tr>
      <td>
        <div className={table.strong}>{tool.label}</div>
        <div className={table.faint}>{isHere ? tool.path : t("tools.package", { name: tool.package })}</div>
      </td>
      <td className={table.state}>
        <StateChip tone={isHere ? "good" : "warning"} icon={isHere ? CircleCheck : TriangleAlert}>
          {isHere
            ? version == null
              ? t("tools.hereUnknown")
              : t("tools.here", { version })
            : t("tools.missing")}
        </StateChip>
      </td>
      <td>
        {isHere ? tool.gives : tool.without}
        {!isHere && <div className={classes.error}>{tool.problem}</div>}
      </td>
    </tr>
  );
}

export function Tools() {
  const { t } = useTranslation("operations");
  const tools = useQuery(toolsQuery);
  return (
    <section className={classes.tools} aria-labelledby="tools-title">
      <h2 id="tools-title">{t("tools.title")}</h2>
      <p>{t("tools.lead")}</p>
      {tools.isError && <ErrorPanel error={tools.error} onRetry={() => void tools.refetch()} />}
      {tools.isPending && <Skeleton height={240} />}
      {tools.data !== undefined && (
        <>
          {tools.data.warnings.map((warning) => (
            <p key={warning} className={classes.warning}>
              <TriangleAlert size={16} aria-hidden />
              {warning}
            </p>
          ))}
          <div className={table.frame}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{t("tools.program")}</th>
                  <th scope="col">{t("state")}</th>
                  <th scope="col">{t("tools.gives")}</th>
                </tr>
              </thead>
              <tbody>
                {tools.data.items.map((tool) => (
                  <Tool key={tool.name} tool={tool} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
