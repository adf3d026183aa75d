/** The picture of an asset over the whole window, to look closely. Its pixels are those its reader may take. */
import { Loader, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Asset } from "@/api/types";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { ZoomView } from "@/ui/zoom/zoom-view";
import classes from "./asset-parts.module.css";
import { pictureQuery } from "./queries";

type Props = { asset: Asset; overview: string; onClose: () => void };

export default function ZoomDialog({ asset, overview, onClose }: Props) {
  const picture = useQuery(pictureQuery(asset.version.id));
  return (
    <Modal
      opened
      onClose={onClose}
      title={asset.title}
      fullScreen
      classNames={{ content: classes.zoom, body: classes.zoomBody }}
    >
      {picture.isError ? (
        <ErrorPanel error={picture.error} onRetry={() => picture.refetch()} />
      ) : picture.data === undefined ? (
        <Loader size="sm" aria-hidden />
      ) : (
        <ZoomView picture={picture.data} overview={overview} alt={asset.title} />
      )}
    </Modal>
  );
}
