/** `/openapi.json` and `/docs`: made from the schemas that the routes parse with, so that they cannot differ. */
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from './app';
import { sessionCookie } from './authentication';
import { documented } from './documented';

/** Marks, on its way through the documentation's library, a body that may be left out: the library takes each for required. */
const bodyOptional = 'x-body-optional';

function takeOptional(operation: unknown): void {
  if (typeof operation !== 'object' || operation === null || !(bodyOptional in operation)) return;
  delete operation[bodyOptional];
  if ('requestBody' in operation) Object.assign(operation.requestBody ?? {}, { required: false });
}

/** Every named shape is made as it is sent and as it is answered: what nothing refers to is left out. */
function withoutUnused<D extends ReturnType<SwaggerTransformObject>>(document: D): D {
  if (!('components' in document) || !document.components?.schemas) return document;
  const { components, ...rest } = document;
  const { schemas = {} } = components;
  const used = new Set<string>();
  const look = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      look(schemas[name] ?? {});
    }
  };
  look(rest);
  return {
    ...document,
    components: {
      ...components,
      schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))),
    },
  };
}

/** Installs the documentation; before the routes, so that it hears of them. */
export async function installDocumentation(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Fuquan 赋权',
        version: '1',
        description:
          'The transfer of administrative-enforcement powers to sub-district offices. 行政执法权下放街道的全流程接口。\n\n' +
          'Refusals are problem details (RFC 9457) in the language of `Accept-Language` (zh unless en). ' +
          'Commands take an `Idempotency-Key`: sent again with the same key they take effect once. ' +
          'Lists answer `{items, next?}`; send `next` back as `cursor`. Times are RFC 3339, dates `YYYY-MM-DD` in Asia/Shanghai.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        },
      },
      security: [{ bearer: [] }, { cookie: [] }],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      const body = route.schema?.body;
      const optional = body instanceof z.ZodType && body.safeParse({}).success;
      return { url, schema: { ...documented(schema), ...(optional ? { [bodyOptional]: true } : {}) } };
    },
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      for (const path of Object.values(document.openapiObject.paths ?? {}))
        for (const operation of Object.values(path ?? {})) takeOptional(operation);
      return withoutUnused(jsonSchemaTransformObject(document));
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: {
      docExpansion: 'list',
      deepLinking: true,
      persistAuthorization: false,
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
