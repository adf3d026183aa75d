# Placet in one image: the web app and the server are built from source, the last stage holds the binary alone.
# The last stage also holds the programs that previews of film, documents and camera files come from.

FROM node:20-bookworm-slim AS web
WORKDIR /build/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY docs/api /build/docs/api
COPY web ./
RUN npm run build

FROM rust:1.95-bookworm AS server
RUN apt-get update \
    && apt-get install -y --no-install-recommends cmake nasm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY Cargo.toml Cargo.lock rustfmt.toml clippy.toml ./
COPY src src
COPY migrations migrations
COPY tests tests
COPY benches benches
COPY --from=web /build/web/dist web/dist
RUN cargo build --locked --release -p server

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates ffmpeg poppler-utils libvips-tools libimage-exiftool-perl \
       libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home placet
COPY --from=server /build/target/release/placet /usr/local/bin/placet
USER placet
VOLUME /data
ENV PLACET_DATA_DIR=/data PLACET_LISTEN=0.0.0.0:8080
EXPOSE 8080
CMD ["placet", "serve"]
