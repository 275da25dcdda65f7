import type { Config } from "@react-router/dev/config";

export default {
  ssr: true,
  future: {
    v8_middleware: true,
    v8_splitRouteModules: true,
    v8_viteEnvironmentApi: true,
    v8_passThroughRequests: true,
    v8_trailingSlashAwareDataRequests: true,
  },
  // Read again by server.ts when it starts: a build does not know the host that it will stand behind.
  ...(process.env.PUBLIC_ORIGIN ? { allowedActionOrigins: [new URL(process.env.PUBLIC_ORIGIN).host] } : {}),
} satisfies Config;
