# SoniqueBay: the app and its sync server in one image.
#   docker build -t soniquebay . && docker run -p 8420:8420 -v soniquebay:/data soniquebay

FROM node:22-bookworm-slim AS build
WORKDIR /app
# better-sqlite3 is compiled where no ready-made binary can be had.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build
# What only the browser or the build needs stays behind: the app is in dist/ already.
RUN npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/onnxruntime-web node_modules/onnxruntime-common node_modules/essentia.js node_modules/@lucide node_modules/mediabunny

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8420 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/domain ./src/domain
COPY --from=build /app/sync-server ./sync-server
COPY --from=build /app/tsconfig.base.json /app/LICENSE ./
RUN mkdir /data && chown 1000:1000 /data
USER 1000
VOLUME /data
EXPOSE 8420
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself as the first process, so that a stop signal reaches the server.
CMD ["node", "--import", "tsx", "sync-server/main.ts"]
