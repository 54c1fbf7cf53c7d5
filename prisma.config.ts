import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Only `prisma migrate` and `prisma studio` connect by this; the app has its own way in (lib/db).
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
