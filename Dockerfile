# One image for both roles: ROLE says which. Each stage can be replayed without Docker: npm run replay.

# Everything that building takes, and its results.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY api/package.json api/
COPY sdk/package.json sdk/
COPY widget/package.json widget/
RUN npm ci
COPY . .
RUN npm run build
RUN mkdir data

# What runs, and nothing that only builds or tests.
FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY api/package.json api/
COPY sdk/package.json sdk/
COPY widget/package.json widget/
RUN npm ci --omit=dev --workspace api
RUN mkdir -p api/node_modules

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/package.json package.json
COPY --from=build /app/api/package.json api/package.json
COPY --from=dependencies /app/api/node_modules api/node_modules
COPY --from=build /app/api/dist api/dist
COPY --from=build /app/api/deploy/health.cjs api/deploy/health.cjs
COPY --from=build /app/widget/dist widget/dist
COPY --from=build --chown=node:node /app/data /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --retries=3 CMD ["node", "api/deploy/health.cjs"]
CMD ["node", "api/dist/main.js"]
