# Placet: the two commands are `make run` and `make test`; the rest is for people who work on it.

SHELL := /bin/bash
TARGET := $(or $(CARGO_TARGET_DIR),target)
NODE_OK := $(shell node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' 2>/dev/null && echo yes)
CARGO_TEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo "nextest run" || echo test)
WEB_SOURCES := $(shell find web/src web/scripts web/public web/index.html web/vite.config.ts -type f 2>/dev/null)

.PHONY: run test dev bench fuzz build web api need lint built-for-tests unit end-to-end clean-data

run: build ## build everything and start with the demo brand on http://127.0.0.1:8080
	PLACET_DEMO=$${PLACET_DEMO:-1} $(TARGET)/debug/placet serve

test: need lint unit end-to-end ## everything that must hold

build: need web/dist/.stamp
	cargo build --locked -p server

need:
	@command -v cargo >/dev/null || { echo "Placet needs Rust 1.95 or newer: https://rustup.rs"; exit 1; }
	@test "$(NODE_OK)" = yes || { echo "Placet needs Node 20.19 or newer: https://nodejs.org"; exit 1; }
	@command -v cc >/dev/null || { echo "Placet needs a C compiler (Debian: apt-get install build-essential)"; exit 1; }
	@command -v cmake >/dev/null && command -v nasm >/dev/null || { echo "Placet needs CMake and NASM for its JPEG decoder (Debian: apt-get install cmake nasm)"; exit 1; }

web/node_modules/.stamp: web/package.json web/package-lock.json web/.npmrc
	cd web && npm ci --no-audit --no-fund && touch node_modules/.stamp

web/dist/.stamp: web/node_modules/.stamp docs/api/openapi.json $(WEB_SOURCES)
	cd web && npm run build && touch dist/.stamp

web: web/dist/.stamp ## the web app alone

lint: web/dist/.stamp
	cargo fmt --all --check
	cargo fmt --manifest-path fuzz/Cargo.toml --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cd web && npm run lint && npm run check

# One build of everything, so that tests and the browser stories use the same binary.
built-for-tests: web/dist/.stamp
	cargo build --locked --workspace --all-targets

unit: built-for-tests
	tests/setup/install.sh postgres exiftool ffmpeg poppler vips
	tests/setup/iiif-validator.sh
	tests/setup/with-postgres.sh cargo $(CARGO_TEST) --locked --workspace
	PLACET_TEST_BACKEND=postgres-s3 tests/setup/with-postgres.sh cargo $(CARGO_TEST) --locked --workspace --test it
	cd web && npm test

end-to-end: built-for-tests
	tests/setup/install.sh chromium
	cd web && npm run budget && PLACET_BINARY=$(abspath $(TARGET))/debug/placet npm run e2e

api: ## write the API document after a change of the handlers
	PLACET_UPDATE=1 cargo test --locked -p tests openapi
	cd web && npm run gen

dev: need web/node_modules/.stamp ## server and vite side by side, reload on change
	@trap 'kill 0' EXIT; \
	PLACET_DEMO=$${PLACET_DEMO:-1} cargo run -p server -- serve & \
	(cd web && npm run dev) & wait

bench: ## measurements in turns with others; results are kept in benches/RESULTS.md. What a machine lacks is skipped with a word
	cargo build --locked --release -p server
	cargo bench --locked -p rights
	cargo bench --locked -p server --bench prints
	benches/run.sh
	benches/renditions/run.sh
	benches/ingest.sh
	benches/delivery.sh
	benches/upload.sh

fuzz: ## each fuzz target for FUZZ_SECONDS (60); see fuzz/README.md
	fuzz/run.sh

clean-data: ## throw the local data folder away
	rm -rf data
