// Generated from openapi.yaml by `npm run generate`; edit that instead.
export type paths = {
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of the key */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what
         * @description One line for each call that changed something, written with the change itself, and for each that was refused
         *     after its credentials were accepted. Ids only: what was sent is not kept. A person is named by their id at Clerk.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List keys */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create a key
         * @description The answer carries the whole `secret`, this once.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        /** Read a key */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description From now on every request with it answers 401.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}/roll": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a key a new secret
         * @description The key keeps its id and what it may do. The answer carries the whole new `secret`, this once; the one before works on
         *     for `overlapHours`, and one from an earlier roll no longer. With no overlap a key that rolls itself cannot ask for a
         *     lost answer again: roll a leaked key with another.
         */
        post: operations["rollApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List collections */
        get: operations["listCollections"];
        put?: never;
        /**
         * Create a collection
         * @description With `upsert=externalId` the one that has this `externalId` is changed instead, in the fields sent, and the answer
         *     is 200; where there is none it is created. What is the same already keeps its version.
         */
        post: operations["createCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{collectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        /** Read a collection */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        /**
         * Delete a collection
         * @description Refused with `conflict` while something still refers to it; the detail says what.
         */
        delete: operations["deleteCollection"];
        options?: never;
        head?: never;
        /**
         * Change a collection
         * @description Only the fields sent change; null clears an optional one.
         */
        patch: operations["updateCollection"];
        trace?: never;
    };
    "/v1/collections/{collectionId}/image": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the photo of a collection
         * @description The body is the file itself (JPEG, PNG, WebP or AVIF; at most 20 MB, 50 megapixels, 10,000 px a side). Its type is told by its content. Every tenant's render of the collection is brought up to date.
         */
        put: operations["putCollectionImage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{collectionId}/placement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set where the logo sits on a collection
         * @description Every tenant's render of the collection is brought up to date. An empty list of layers means no logo.
         */
        put: operations["putCollectionPlacement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products */
        get: operations["listProducts"];
        put?: never;
        /**
         * Create a product
         * @description With `upsert=externalId` the one that has this `externalId` is changed instead, in the fields sent, and the answer
         *     is 200; where there is none it is created. What is the same already keeps its version.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        /** Read a product */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        /**
         * Delete a product
         * @description Refused with `conflict` while something still refers to it; the detail says what.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description Only the fields sent change; null clears an optional one.
         */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/v1/products/{productId}/image": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the photo of a product
         * @description The body is the file itself (JPEG, PNG, WebP or AVIF; at most 20 MB, 50 megapixels, 10,000 px a side). Its type is told by its content. Every tenant's render of the product is brought up to date.
         */
        put: operations["putProductImage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}/placement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set where the logo sits on a product
         * @description Every tenant's render of the product is brought up to date. An empty list of layers means no logo.
         */
        put: operations["putProductPlacement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List packs */
        get: operations["listPacks"];
        put?: never;
        /**
         * Create a pack
         * @description With `upsert=externalId` the one that has this `externalId` is changed instead, in the fields sent, and the answer
         *     is 200; where there is none it is created. What is the same already keeps its version.
         */
        post: operations["createPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs/{packId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        /** Read a pack */
        get: operations["getPack"];
        put?: never;
        post?: never;
        /**
         * Delete a pack
         * @description Refused with `conflict` while something still refers to it; the detail says what.
         */
        delete: operations["deletePack"];
        options?: never;
        head?: never;
        /**
         * Change a pack
         * @description Only the fields sent change; null clears an optional one.
         */
        patch: operations["updatePack"];
        trace?: never;
    };
    "/v1/packs/{packId}/image": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the photo of a pack
         * @description The body is the file itself (JPEG, PNG, WebP or AVIF; at most 20 MB, 50 megapixels, 10,000 px a side). Its type is told by its content. Every tenant's render of the pack is brought up to date.
         */
        put: operations["putPackImage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs/{packId}/placement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set where the logo sits on a pack
         * @description Every tenant's render of the pack is brought up to date. An empty list of layers means no logo.
         */
        put: operations["putPackPlacement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/placements/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a placement
         * @description Against an item's photo (`itemId`) or given pixel sizes, and a tenant's logo (`tenantId`) or given ones. `problems` make
         *     the placement impossible to draw (a quad that is not convex, runs the wrong way or is nearly flat; a layer wholly
         *     outside); `advice` is what a designer would say (an area beyond the photo, too few pixels to print, a logo whose
         *     shape wastes the area).
         */
        post: operations["validatePlacement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw a picture at once
         * @description The item's photo with the tenant's logo, by the same engine as renders, answered as the image itself. Nothing is
         *     stored. With a `placement` that one is drawn instead of the item's own; without a `tenantId` the photo alone is
         *     answered, as it lies beneath the logo. `png` loses nothing. The header `Vitrine-Legibility` tells how well
         *     the logo can be read: its contrast ratio, the verdict and the version of the logo, such as `5.2; good; color`.
         */
        post: operations["createPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tenants */
        get: operations["listTenants"];
        put?: never;
        /**
         * Create a tenant and its portal
         * @description A name and a logo are all it takes: the portal is live with the answer, and the pictures arrive by themselves
         *     (`generation` tells how far they are). The slug is made from the name unless given; a taken one gets `-2`, `-3`…,
         *     a given one that is taken answers `slug_taken`. A second create with an `externalId` answers `conflict`
         *     and names the tenant that has it. The logo comes as a file in a form, or, with JSON, from a `logoUrl`; one that
         *     cannot be fetched or used creates nothing.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        /** Read a tenant */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        /**
         * Delete a tenant
         * @description With its portal, renders and files. This cannot be undone.
         */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        /**
         * Change a tenant
         * @description Only the fields sent change; null clears an optional one. An archived tenant's portal answers 404.
         */
        patch: operations["updateTenant"];
        trace?: never;
    };
    "/v1/tenants/{tenantId}/logo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the logo
         * @description The body is the file itself (SVG, PNG, JPEG, WebP or AVIF; at most 10 MB) or, as JSON, the `logoUrl` it is fetched
         *     from. A generation starts; the old pictures stay until each new one is complete.
         */
        put: operations["putTenantLogo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        /**
         * Read what is special about a tenant's catalogue
         * @description A portal shows the account's whole catalogue; this is what it hides, reorders or prices otherwise for this tenant. Items that are not named are shown as they are.
         */
        get: operations["getTenantCatalog"];
        /**
         * Set what is special about a tenant's catalogue
         * @description Replaces all of it, at once for every reader of the portal; an empty list shows the catalogue as it is. Later changes
         *     of an item reach the portal in all that is not named here. Quote requests are priced by what the portal shows.
         *     A hidden product stays in the contents of packs, which are hidden by themselves.
         */
        put: operations["putTenantCatalog"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/renders": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        /** List a tenant's renders */
        get: operations["listRenders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/portal-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let one visitor into a private portal
         * @description Your server asks for one when it knows who the visitor is, and gives the token to the page: for `session` of the
         *     widget, or after `#session=` in the address of the hosted page. It opens this portal, beside a publishable key,
         *     until it expires. Pictures have addresses that nobody can guess, and need none.
         */
        post: operations["createPortalSession"];
        /**
         * End all sessions of a portal
         * @description Every session made until now answers 401 from now on.
         */
        delete: operations["revokePortalSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/generations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        /** List a tenant's generations */
        get: operations["listGenerations"];
        put?: never;
        /**
         * Bring a tenant's renders up to date
         * @description What is already up to date is counted as done without rendering. With `dryRun=true` nothing is started: the answer
         *     is 200 and tells how much there would be to do and how long it would take.
         */
        post: operations["createGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/generations/{generationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        /** Read a generation */
        get: operations["getGeneration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/generations/{generationId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        /**
         * Follow a generation
         * @description Server-sent events: the present state at once, `progress` as items settle, and a last `ended` with the whole
         *     generation, after which the stream ends, whatever process does the work. Sent back in `Last-Event-ID` after a
         *     break, the last `id` keeps anything from coming twice; the end is never missed. A comment comes every 15 seconds.
         *     Beyond the streams that a process can hold it answers `unavailable`, with `Retry-After`.
         */
        get: operations["streamGenerationEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/generations/{generationId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a generation
         * @description What is done stays; the rest is left as it was. A finished generation answers `conflict`.
         */
        post: operations["cancelGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/generations/{generationId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry what failed
         * @description Only failed or canceled items run again. One with nothing to retry answers `conflict`.
         */
        post: operations["retryGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portals/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        /** All that a portal's first screen needs */
        get: operations["getPortal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portals/{slug}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        /**
         * Follow a portal's pictures
         * @description Server-sent events, read with `fetch`, since EventSource cannot send the key: how each item stands and the last
         *     generation at once, then `render` as pictures land and `generation` as it goes on. The stream does not end by
         *     itself. With the last `id` in `Last-Event-ID`, what has already been told comes again only where something has changed since.
         */
        get: operations["streamPortalEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portals/{slug}/items": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        /** The catalogue of a portal */
        get: operations["listPortalItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portals/{slug}/items/{idOrSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
                /** @description Id or slug of the item. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        /**
         * One item with all its images
         * @description For a pack its contents, for a product the packs that contain it.
         */
        get: operations["getPortalItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portals/{slug}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a quote request from a portal
         * @description The prices are the server's, of this moment; the answer says what was noted. Every line is checked and all that is
         *     wrong with them is told at once, by line: an item that is not offered (any more), a quantity below the minimum or
         *     between two steps. The portal of a tenant with `settings.demo` answers `conflict` and notes nothing. Send an
         *     `Idempotency-Key` of your own, kept with the cart: repeated after a break, it makes one order.
         */
        post: operations["submitOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List orders */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders as a spreadsheet
         * @description CSV that opens right in Excel in the language of `locale`, one row a line of an order, newest first: UTF-8 with its
         *     mark, CRLF; in French with semicolons and decimal commas. No cell is read as a formula.
         */
        get: operations["exportOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /** Read an order */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Move an order on
         * @description `pending_quote` → `quoted` → `confirmed` → `processing` → `completed`; `declined` from the first two, `canceled` from
         *     all but the ended ones. Any other step answers `conflict`; the status it already has changes nothing.
         */
        patch: operations["updateOrder"];
        trace?: never;
    };
    "/v1/orders/{orderId}/erase-contact": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase what an order says about people
         * @description On request of the person: `customer`, `shipping`, `billing`, `internalReference` and `notes` become null, for good,
         *     and are no longer found by `q`. What was ordered, and by which tenant, stays.
         */
        post: operations["eraseOrderContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description What happened, each written together with the change it tells, and kept for 30 days. Newest first; with
         *     `afterSequence` oldest first, so that a program that keeps the last `sequence` it has seen misses nothing.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        /** Read an event */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhook endpoints */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description From now on each event it asks for is posted to `url`, at least once, signed as
         *     [Standard Webhooks](https://www.standardwebhooks.com) say: `webhook-id` (the event's id, the same on every try),
         *     `webhook-timestamp`, `webhook-signature`. An answer from 200 to 299 within 15 seconds is success; anything else
         *     is tried again for three days, ever more rarely, `Retry-After` honoured; 410, or three days without success,
         *     disables the endpoint. Redirects are not followed. The answer carries the `secret`, this once.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        /** Read a webhook endpoint */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description With its deliveries. What is on its way may still arrive.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description Only the fields sent change. `enabled` after a time of being disabled gets what happens from then on; `recover` sends the rest.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/roll-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of an endpoint
         * @description For `overlapHours` every message carries a signature by each, the new and the old; then by the new one alone. The answer carries the new `secret`, this once.
         */
        post: operations["rollWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description A `webhook_endpoint.test` to this endpoint alone, whatever it asks for; in the form `legacy` a made-up order. A disabled endpoint answers `conflict`.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send everything since a time again
         * @description Every event since then that the endpoint asks for, delivered before or not, under the same `webhook-id`; with `undeliveredOnly` only those it has not taken. At most 10,000 events at a time.
         */
        post: operations["recoverWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        /** List what was sent to an endpoint */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: components["parameters"]["WebhookDeliveryId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one again
         * @description At once, and for three days again where it fails. A disabled endpoint answers `conflict`.
         */
        post: operations["retryWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether it can serve
         * @description Looks at the database and the object store; 503 while one of them is away or the process is stopping. Looks at
         *     the queue as well: tasks that wait for more than five minutes, or a queue that does not tell, stand in
         *     `checks.queue`, without a 503, because requests are answered all the same.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures for the operator
         * @description In Prometheus' text format. Answered to connections from the machine itself, and to those that send
         *     `METRICS_TOKEN` as a Bearer token where the operator has set one; 404 to all others.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document as a page to read */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/llms.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document in brief, for language models */
        get: operations["getLlmsText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the file; it may contain slashes. */
                key: string;
            };
            cookie?: never;
        };
        /**
         * A stored image
         * @description Only where images are stored on the filesystem. Keys name content, so an answer never changes.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        /** The hosted page of a portal */
        get: operations["getPortalPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/{slug}/first.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        /**
         * What an embedded portal shows first
         * @description The same as `GET /v1/portals/{slug}`, and no more than the hosted page shows anybody, but without a key: so that a
         *     page can begin to load it beside the widget's script, by the `<link rel="preload">` of `embedHtml`. Other sites'
         *     pages read it only from an origin that one of the portal's publishable keys allows. Not for private portals.
         */
        get: operations["getPortalFirstScreen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/{slug}/product/{oldId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
                /** @description Your own id of a product or collection (or its id or slug), or `pack-` and that of a pack. */
                oldId: string;
            };
            cookie?: never;
        };
        /**
         * Where an item of the prototype's portals is now
         * @description Links that were in circulation before lead on to the item in the hosted page. An item that is not known (any
         *     more) leads to the portal's first screen.
         */
        get: operations["getOldItemAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/v1/vitrine.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The widget */
        get: operations["getWidgetScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/v1/placement-editor.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The placement editor */
        get: operations["getPlacementEditorScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/v1/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the file, made of its content. */
                file: string;
            };
            cookie?: never;
        };
        /** A part of the widget that is loaded when it is first needed */
        get: operations["getWidgetFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /** @example acct_01jd3x8q7ve4k9mz2c5h6t0r1w */
        AccountId: string;
        /** @example key_01jd3x8q7ve4k9mz2c5h6t0r1w */
        KeyId: string;
        /** @example tnt_01jd3x8q7ve4k9mz2c5h6t0r1w */
        TenantId: string;
        /** @example col_01jd3x8q7ve4k9mz2c5h6t0r1w */
        CollectionId: string;
        /** @example prd_01jd3x8q7ve4k9mz2c5h6t0r1w */
        ProductId: string;
        /** @example pck_01jd3x8q7ve4k9mz2c5h6t0r1w */
        PackId: string;
        /** @example gen_01jd3x8q7ve4k9mz2c5h6t0r1w */
        GenerationId: string;
        /** @example rnd_01jd3x8q7ve4k9mz2c5h6t0r1w */
        RenderId: string;
        /** @description Id of a product, pack or collection. */
        ItemId: string;
        /** @description Your own id of it; unique per account and kind. */
        ExternalId: string;
        /** @description Name in addresses: lower-case letters, digits, hyphens and underscores. */
        Slug: string;
        Name: string;
        Description: string;
        /**
         * @description sRGB colour, `#rrggbb`.
         * @example #0b5fff
         */
        Color: string;
        /**
         * Format: date-time
         * @description RFC 3339, UTC.
         */
        Time: string;
        /** @description Grows by one with each change; the `ETag` is made of it. */
        Version: number;
        /** @description Your own keys and values; never shown on a portal. */
        Metadata: {
            [key: string]: string;
        };
        /** @description Place in lists, lowest first. */
        Position: number;
        /** @description Integer minor units plus ISO 4217, excluding tax. */
        Money: {
            /**
             * @description In minor units: 3500 is 35.00.
             * @example 3500
             */
            amount: number;
            /** @example EUR */
            currency: string;
        };
        Image: {
            /** @description Absolute address; names the content and so never changes what it answers. */
            url: string;
            /** @description In pixels. */
            width: number;
            /** @description In pixels. */
            height: number;
            /** @description webp, avif, jpeg or png; may grow. */
            format: string;
            bytes: number;
        };
        /** @description The same picture in several widths and formats, fit for `srcset`. */
        Images: components["schemas"]["Image"][];
        /** @description ThumbHash of the picture, base64; some 25 bytes to show while it loads. */
        Placeholder: string | null;
        /** @description RFC 9457 problem details. */
        Problem: {
            type: string;
            /** @description What went wrong in general. */
            title: string;
            status: number;
            /** @description What went wrong here. */
            detail?: string;
            code: components["schemas"]["ErrorCode"];
            requestId: string;
            /** @description For validation, one entry a problem. */
            errors?: {
                /** @description JSON Pointer into the body; a parameter stands under `/query`, `/params` or `/headers`. */
                path: string;
                message: string;
            }[];
        };
        /**
         * @description Closed list; one status each.
         * @enum {string}
         */
        ErrorCode: "invalid_request" | "unauthenticated" | "forbidden" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "conflict" | "slug_taken" | "idempotency_in_progress" | "version_mismatch" | "payload_too_large" | "unsupported_media_type" | "unprocessable_image" | "invalid_placement" | "idempotency_key_reused" | "rate_limited" | "internal" | "unavailable";
        Account: {
            id: components["schemas"]["AccountId"];
            name: string;
            /** @description ISO 4217. */
            currency: string;
            createdAt: components["schemas"]["Time"];
        };
        AuditEntry: {
            id: string;
            at: components["schemas"]["Time"];
            /** @description `key`, `person`, or `operator` for whoever runs the installation; may grow. */
            actorType: string;
            /** @description Id of the key, or of the person at Clerk. */
            actorId: string;
            /** @description `operationId` of the call. */
            operation: string;
            /** @description What it was about; null where that has no id. */
            resourceId: string | null;
            /** @description `X-Request-Id` of the call. */
            requestId: string;
            /** @description `succeeded`, or the `code` of the error that it was refused with; may grow. */
            outcome: string;
        };
        AuditPage: {
            data: components["schemas"]["AuditEntry"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @enum {string} */
        Scope: "tenants:read" | "tenants:write" | "catalog:read" | "catalog:write" | "orders:read" | "orders:write" | "webhooks:write" | "keys:write" | "audit:read";
        /**
         * @description Exact origin (scheme, host and port), or `*` for any.
         * @example https://shop.example
         */
        Origin: string;
        ApiKeyCreate: {
            /** @enum {string} */
            type: "secret" | "publishable";
            name: components["schemas"]["Name"];
            /** @description What a secret key may do; none but those of the key that creates it. All of these where absent; a key for one tenant has neither `catalog:write` nor `audit:read`, which concern all tenants. */
            scopes?: components["schemas"]["Scope"][];
            tenantId?: components["schemas"]["TenantId"];
            /** @description Where a publishable key may be used from; needed for one. */
            allowedOrigins?: components["schemas"]["Origin"][];
            expiresAt?: components["schemas"]["Time"];
        };
        ApiKeyRoll: {
            /**
             * @description How long the present secret works on.
             * @default 24
             */
            overlapHours?: number;
        };
        ApiKey: {
            id: components["schemas"]["KeyId"];
            /** @enum {string} */
            type: "secret" | "publishable";
            name: string;
            /** @description First characters of the key, to tell it by. */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            /** @description The one tenant it is for, or null for all. */
            tenantId: string | null;
            allowedOrigins: string[];
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last roll works; null where none does.
             */
            previousExpiresAt: string | null;
            /**
             * Format: date-time
             * @description Precise to a minute.
             */
            lastUsedAt: string | null;
            createdAt: components["schemas"]["Time"];
        };
        ApiKeyWithSecret: {
            id: components["schemas"]["KeyId"];
            /** @enum {string} */
            type: "secret" | "publishable";
            name: string;
            /** @description First characters of the key, to tell it by. */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            /** @description The one tenant it is for, or null for all. */
            tenantId: string | null;
            allowedOrigins: string[];
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last roll works; null where none does.
             */
            previousExpiresAt: string | null;
            /**
             * Format: date-time
             * @description Precise to a minute.
             */
            lastUsedAt: string | null;
            createdAt: components["schemas"]["Time"];
            /** @description The key itself. Shown this once. */
            secret: string;
        };
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        Point: {
            x: number;
            y: number;
        };
        /** @description One logo on the photo. `box` takes centre, width and rotation; `quad` takes the four corners where the logo's unit box lands. */
        Layer: {
            id?: string;
            /** @enum {string} */
            mode: "box" | "quad";
            /** @description Percent of the square canvas. */
            centerXPct?: number;
            /** @description Percent of the square canvas. */
            centerYPct?: number;
            /** @description Side of the unit box, in percent of the canvas. */
            widthPct?: number;
            /** @description Clockwise on screen. */
            rotateDeg?: number;
            /** @description Percent of the square canvas, clockwise from the top left, strictly convex. */
            corners?: {
                topLeft: components["schemas"]["Point"];
                topRight: components["schemas"]["Point"];
                bottomRight: components["schemas"]["Point"];
                bottomLeft: components["schemas"]["Point"];
            };
            /** @description The shape the print is bent around. */
            surface?: {
                /** @enum {string} */
                type: "flat" | "cylinder";
                /**
                 * @default vertical
                 * @enum {string}
                 */
                axis?: "vertical" | "horizontal";
                /**
                 * @description Angle of the cylinder that the unit box spans; 0 is flat.
                 * @default 90
                 */
                curveDeg?: number;
                /**
                 * @description Angle of the axis to the picture: positive makes the edges drop, as on a cylinder seen from below; one seen from above is negative.
                 * @default 0
                 */
                tiltDeg?: number;
            };
            /**
             * @description W3C Compositing and Blending Level 1.
             * @default multiply
             * @enum {string}
             */
            blendMode?: "normal" | "multiply" | "screen" | "overlay" | "darken" | "lighten" | "color-dodge" | "color-burn" | "hard-light" | "soft-light";
            /** @default 0.9 */
            opacity?: number;
            /**
             * @default auto
             * @enum {string}
             */
            logoVariant?: "auto" | "color" | "light" | "dark";
        };
        /** @description Where and how the logo sits on the photo; layers are painted in order. */
        Placement: {
            layers: components["schemas"]["Layer"][];
        };
        PixelSize: {
            width: number;
            height: number;
        };
        PlacementCheck: {
            placement: components["schemas"]["Placement"];
            itemId?: components["schemas"]["ItemId"];
            tenantId?: components["schemas"]["TenantId"];
            photo?: components["schemas"]["PixelSize"];
            logo?: components["schemas"]["PixelSize"];
        };
        PlacementFinding: {
            /** @description JSON Pointer into the placement. */
            path: string;
            /** @description What it is about, for programs; may grow. */
            code: string;
            message: string;
        };
        PlacementReport: {
            /** @description Whether there is no problem. */
            valid: boolean;
            problems: components["schemas"]["PlacementFinding"][];
            advice: components["schemas"]["PlacementFinding"][];
        };
        PreviewCreate: {
            itemId: components["schemas"]["ItemId"];
            tenantId?: components["schemas"]["TenantId"];
            placement?: components["schemas"]["Placement"];
            /**
             * @description Side of the square picture in pixels.
             * @default 1000
             */
            width?: number;
            /**
             * @default webp
             * @enum {string}
             */
            format?: "webp" | "avif" | "jpeg" | "png";
        };
        /** @description How well the logo can be read on the photo, measured inside the print area; of several layers the worst. */
        Legibility: {
            /** @description Contrast of logo and photo, 1 to 21 (WCAG 2.2). */
            ratio: number;
            /** @enum {string} */
            verdict: "good" | "fair" | "poor";
            /** @description The version of the logo that was drawn: color, light or dark. */
            variant: string;
        };
        CatalogImage: {
            images: components["schemas"]["Images"];
            placeholder: components["schemas"]["Placeholder"];
            /** @description Of the file as it was sent, in pixels. */
            width: number;
            /** @description Of the file as it was sent, in pixels. */
            height: number;
            format: string;
            bytes: number;
        };
        PackItem: {
            productId: components["schemas"]["ProductId"];
            quantity: number;
        };
        CollectionCreate: {
            name: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: components["schemas"]["ExternalId"];
            description?: components["schemas"]["Description"];
            position?: components["schemas"]["Position"];
            /** @enum {string} */
            status?: "active" | "archived";
            metadata?: components["schemas"]["Metadata"];
        };
        CollectionUpdate: {
            name?: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: string | null;
            description?: components["schemas"]["Description"];
            position?: components["schemas"]["Position"];
            /** @enum {string} */
            status?: "active" | "archived";
            metadata?: components["schemas"]["Metadata"];
        };
        Collection: {
            id: components["schemas"]["CollectionId"];
            slug: string;
            externalId: string | null;
            name: string;
            description: string;
            position: number;
            /** @enum {string} */
            status: "active" | "archived";
            /** @description The photo without a logo. */
            image: components["schemas"]["CatalogImage"] | null;
            placement: components["schemas"]["Placement"];
            metadata: components["schemas"]["Metadata"];
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        CollectionPage: {
            data: components["schemas"]["Collection"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        ProductCreate: {
            name: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: components["schemas"]["ExternalId"];
            description?: components["schemas"]["Description"];
            price: components["schemas"]["Money"];
            collectionId?: components["schemas"]["CollectionId"];
            category?: string;
            tags?: string[];
            minQuantity?: number;
            quantityStep?: number;
            position?: components["schemas"]["Position"];
            /** @enum {string} */
            status?: "active" | "archived";
            metadata?: components["schemas"]["Metadata"];
        };
        ProductUpdate: {
            name?: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: string | null;
            description?: components["schemas"]["Description"];
            price?: components["schemas"]["Money"];
            collectionId?: string | null;
            category?: string | null;
            tags?: string[];
            minQuantity?: number;
            quantityStep?: number;
            position?: components["schemas"]["Position"];
            /** @enum {string} */
            status?: "active" | "archived";
            metadata?: components["schemas"]["Metadata"];
        };
        Product: {
            id: components["schemas"]["ProductId"];
            slug: string;
            externalId: string | null;
            name: string;
            description: string;
            price: components["schemas"]["Money"];
            collectionId: string | null;
            category: string | null;
            tags: string[];
            minQuantity: number;
            quantityStep: number;
            position: number;
            /** @enum {string} */
            status: "active" | "archived";
            /** @description The photo without a logo. */
            image: components["schemas"]["CatalogImage"] | null;
            placement: components["schemas"]["Placement"];
            metadata: components["schemas"]["Metadata"];
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        ProductPage: {
            data: components["schemas"]["Product"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        PackCreate: {
            name: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: components["schemas"]["ExternalId"];
            description?: components["schemas"]["Description"];
            price: components["schemas"]["Money"];
            minQuantity?: number;
            quantityStep?: number;
            /** @description Contents, in order; each product once. */
            items: components["schemas"]["PackItem"][];
            position?: components["schemas"]["Position"];
            /** @enum {string} */
            status?: "active" | "archived";
            metadata?: components["schemas"]["Metadata"];
        };
        PackUpdate: {
            name?: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: string | null;
            description?: components["schemas"]["Description"];
            price?: components["schemas"]["Money"];
            minQuantity?: number;
            quantityStep?: number;
            /** @description Contents, in order; each product once. */
            items?: components["schemas"]["PackItem"][];
            position?: components["schemas"]["Position"];
            /** @enum {string} */
            status?: "active" | "archived";
            metadata?: components["schemas"]["Metadata"];
        };
        Pack: {
            id: components["schemas"]["PackId"];
            slug: string;
            externalId: string | null;
            name: string;
            description: string;
            price: components["schemas"]["Money"];
            minQuantity: number;
            quantityStep: number;
            items: components["schemas"]["PackItem"][];
            position: number;
            /** @enum {string} */
            status: "active" | "archived";
            /** @description The photo without a logo. */
            image: components["schemas"]["CatalogImage"] | null;
            placement: components["schemas"]["Placement"];
            metadata: components["schemas"]["Metadata"];
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        PackPage: {
            data: components["schemas"]["Pack"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        TenantSettings: {
            leadTimeWeeks?: {
                min: number;
                max: number;
            };
            /** Format: email */
            supportEmail?: string;
            /** @description A demo portal takes no real quote request. */
            demo?: boolean;
        };
        TenantCreate: {
            name: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: components["schemas"]["ExternalId"];
            primaryColor?: components["schemas"]["Color"];
            secondaryColor?: components["schemas"]["Color"];
            /**
             * @description Language of the portal.
             * @enum {string}
             */
            locale?: "fr" | "en";
            /**
             * @description Whether the portal opens to all who have a publishable key, or with a portal session besides; public where absent.
             * @enum {string}
             */
            access?: "public" | "private";
            settings?: components["schemas"]["TenantSettings"];
            metadata?: components["schemas"]["Metadata"];
            logoUrl?: components["schemas"]["LogoUrl"];
        };
        /**
         * @description Public address the logo is fetched from, once and at once: the file itself, no redirect, within ten seconds.
         * @example https://acme.example/logo.svg
         */
        LogoUrl: string;
        LogoSource: {
            logoUrl: components["schemas"]["LogoUrl"];
        };
        TenantCreateForm: {
            name: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: components["schemas"]["ExternalId"];
            primaryColor?: components["schemas"]["Color"];
            secondaryColor?: components["schemas"]["Color"];
            /**
             * @description Language of the portal.
             * @enum {string}
             */
            locale?: "fr" | "en";
            /**
             * @description Whether the portal opens to all who have a publishable key, or with a portal session besides; public where absent.
             * @enum {string}
             */
            access?: "public" | "private";
            settings?: components["schemas"]["TenantSettings"];
            metadata?: components["schemas"]["Metadata"];
            /**
             * Format: binary
             * @description SVG, PNG, JPEG, WebP or AVIF; at most 10 MB. Its type is told by its content.
             */
            logo?: string;
        };
        TenantUpdate: {
            name?: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"];
            externalId?: string | null;
            primaryColor?: string | null;
            secondaryColor?: string | null;
            /**
             * @description Language of the portal.
             * @enum {string}
             */
            locale?: "fr" | "en";
            /**
             * @description Whether the portal opens to all who have a publishable key, or with a portal session besides.
             * @enum {string}
             */
            access?: "public" | "private";
            settings?: components["schemas"]["TenantSettings"];
            metadata?: components["schemas"]["Metadata"];
            /** @enum {string} */
            status?: "active" | "archived";
        };
        PortalSessionCreate: {
            /**
             * @description How long it lasts.
             * @default 3600
             */
            ttlSeconds?: number;
            /** @description Your own id of the visitor, such as a number; no name and no address, because the page holds the token. */
            subject?: string;
        };
        PortalSession: {
            /** @description For `Authorization: Bearer ps_…`, beside the publishable key. */
            token: string;
            expiresAt: components["schemas"]["Time"];
        };
        Logo: {
            images: components["schemas"]["Images"];
            /** @description Whether a white box around it was made transparent. The original is kept. */
            whiteBoxRemoved: boolean;
            /** @description In pixels, trimmed of transparent margins. */
            width: number;
            /** @description In pixels, trimmed of transparent margins. */
            height: number;
            hasTransparency: boolean;
            /** @description Dominant colours, `#rrggbb`, strongest first. */
            colors: string[];
        };
        Tenant: {
            id: components["schemas"]["TenantId"];
            slug: string;
            externalId: string | null;
            name: string;
            /** @enum {string} */
            status: "active" | "archived";
            logo: components["schemas"]["Logo"] | null;
            /** @description Given, else taken from the logo. */
            primaryColor: string;
            /** @description Given, else taken from the logo. */
            secondaryColor: string;
            /** @enum {string} */
            locale: "fr" | "en";
            /** @enum {string} */
            access: "public" | "private";
            settings: components["schemas"]["TenantSettings"];
            metadata: components["schemas"]["Metadata"];
            /** @description Address of the hosted portal. */
            portalUrl: string;
            /** @description Ready to paste; holds your newest publishable key for this tenant, or says where to put one. */
            embedHtml: string;
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        TenantCreated: {
            id: components["schemas"]["TenantId"];
            slug: string;
            externalId: string | null;
            name: string;
            /** @enum {string} */
            status: "active" | "archived";
            logo: components["schemas"]["Logo"] | null;
            /** @description Given, else taken from the logo. */
            primaryColor: string;
            /** @description Given, else taken from the logo. */
            secondaryColor: string;
            /** @enum {string} */
            locale: "fr" | "en";
            /** @enum {string} */
            access: "public" | "private";
            settings: components["schemas"]["TenantSettings"];
            metadata: components["schemas"]["Metadata"];
            /** @description Address of the hosted portal. */
            portalUrl: string;
            /** @description Ready to paste; holds your newest publishable key for this tenant, or says where to put one. */
            embedHtml: string;
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            /** @description The job that makes the pictures; null without a logo. */
            generation: components["schemas"]["Generation"] | null;
        };
        TenantPage: {
            data: components["schemas"]["Tenant"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        TenantCatalogItem: {
            itemId: components["schemas"]["ItemId"];
            /**
             * @description Whether the portal leaves it out, and takes no quote request for it.
             * @default false
             */
            hidden?: boolean;
            /**
             * @description Place in lists, instead of the item's own; null keeps that.
             * @default null
             */
            position?: number | null;
            /**
             * @description Price for this tenant, instead of the item's own and in its currency; null keeps that.
             * @default null
             */
            price?: components["schemas"]["Money"] | null;
        };
        TenantCatalogUpdate: {
            /** @description Each item once. */
            items: components["schemas"]["TenantCatalogItem"][];
        };
        TenantCatalog: {
            /** @description By position, then by id. */
            items: components["schemas"]["TenantCatalogItem"][];
            version: components["schemas"]["Version"];
        };
        /**
         * @description Whether the images wear the logo; until they do, they are the plain photo or the render before.
         * @enum {string}
         */
        RenderStatus: "ready" | "pending" | "failed" | "unbranded";
        Render: {
            id: components["schemas"]["RenderId"];
            itemId: components["schemas"]["ItemId"];
            /** @enum {string} */
            kind: "product" | "pack" | "collection";
            /** @enum {string} */
            status: "ready" | "pending" | "failed";
            /** @description Hash of all inputs of the images shown; null until all of them are there. */
            fingerprint: string | null;
            images: components["schemas"]["Images"];
            placeholder: components["schemas"]["Placeholder"];
            legibility: components["schemas"]["Legibility"] | null;
            updatedAt: components["schemas"]["Time"];
        };
        RenderPage: {
            data: components["schemas"]["Render"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @enum {string} */
        GenerationStatus: "queued" | "running" | "succeeded" | "partially_failed" | "failed" | "canceled";
        Progress: {
            total: number;
            done: number;
            failed: number;
        };
        Generation: {
            id: components["schemas"]["GenerationId"];
            tenantId: components["schemas"]["TenantId"];
            /** @description What started it: tenant_created, logo_changed, catalog_changed, requested; may grow. */
            reason: string;
            status: components["schemas"]["GenerationStatus"];
            progress: components["schemas"]["Progress"];
            failures: {
                itemId: components["schemas"]["ItemId"];
                /** @description unprocessable_image, invalid_placement, render_failed; may grow. */
                code: string;
                detail: string;
            }[];
            createdAt: components["schemas"]["Time"];
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
        };
        GenerationEstimate: {
            /** @description Items of the portal that can carry the logo. */
            total: number;
            upToDate: number;
            toRender: number;
            /** @description From the time your last pictures took, with what waits before; one worker process, nobody else at work. */
            expectedSeconds: number;
        };
        GenerationState: {
            status: components["schemas"]["GenerationStatus"];
            progress: components["schemas"]["Progress"];
        };
        /** @description An event of a generation's stream; `data` is on one line, as JSON. */
        GenerationEvent: {
            id: components["schemas"]["EventMark"];
            /** @enum {string} */
            event: "progress";
            data: components["schemas"]["GenerationState"];
        } | {
            id: components["schemas"]["EventMark"];
            /** @enum {string} */
            event: "ended";
            data: components["schemas"]["Generation"];
        };
        /** @description For `Last-Event-ID`; it has no other meaning. */
        EventMark: string;
        GenerationPage: {
            data: components["schemas"]["Generation"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        PortalItem: {
            id: components["schemas"]["ItemId"];
            /** @enum {string} */
            kind: "product" | "pack" | "collection";
            slug: string;
            name: string;
            description: string;
            /** @description Absent on a collection. */
            price?: components["schemas"]["Money"];
            minQuantity?: number;
            quantityStep?: number;
            collectionId?: string | null;
            category?: string | null;
            tags?: string[];
            images: components["schemas"]["Images"];
            placeholder: components["schemas"]["Placeholder"];
            /** @description What the picture shows, in the portal's language. */
            alt: string;
            renderStatus: components["schemas"]["RenderStatus"];
            /** @description What a pack holds. */
            contents?: {
                itemId: components["schemas"]["ProductId"];
                name: string;
                quantity: number;
            }[];
        };
        PortalItemDetail: {
            id: components["schemas"]["ItemId"];
            /** @enum {string} */
            kind: "product" | "pack" | "collection";
            slug: string;
            name: string;
            description: string;
            /** @description Absent on a collection. */
            price?: components["schemas"]["Money"];
            minQuantity?: number;
            quantityStep?: number;
            collectionId?: string | null;
            category?: string | null;
            tags?: string[];
            images: components["schemas"]["Images"];
            placeholder: components["schemas"]["Placeholder"];
            /** @description What the picture shows, in the portal's language. */
            alt: string;
            renderStatus: components["schemas"]["RenderStatus"];
            /** @description What a pack holds. */
            contents?: {
                itemId: components["schemas"]["ProductId"];
                name: string;
                quantity: number;
            }[];
            /** @description Packs that contain this product. */
            packs?: components["schemas"]["PortalItem"][];
            /** @description The products of `contents`, with their pictures. */
            parts?: components["schemas"]["PortalItem"][];
        };
        PortalItemPage: {
            data: components["schemas"]["PortalItem"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @description An event of a portal's stream; `data` is on one line, as JSON. */
        PortalEvent: {
            id: components["schemas"]["EventMark"];
            /** @enum {string} */
            event: "render";
            data: {
                itemId: components["schemas"]["ItemId"];
                renderStatus: components["schemas"]["RenderStatus"];
            };
        } | {
            id: components["schemas"]["EventMark"];
            /** @enum {string} */
            event: "generation";
            data: components["schemas"]["GenerationState"];
        };
        Portal: {
            slug: string;
            name: string;
            /** @enum {string} */
            locale: "fr" | "en";
            currency: string;
            theme: {
                primaryColor: components["schemas"]["Color"];
                /** @description Black or white, whichever is legible on it. */
                onPrimaryColor: components["schemas"]["Color"];
                secondaryColor: components["schemas"]["Color"];
                onSecondaryColor: components["schemas"]["Color"];
            };
            logo: components["schemas"]["Logo"] | null;
            settings: components["schemas"]["TenantSettings"];
            collections: components["schemas"]["PortalItem"][];
            featuredPacks: components["schemas"]["PortalItem"][];
            featuredProducts: components["schemas"]["PortalItem"][];
            /** @description The generation that is running, or null. */
            generation: null | {
                id: components["schemas"]["GenerationId"];
                status: components["schemas"]["GenerationStatus"];
                progress: components["schemas"]["Progress"];
            };
        };
        /** @example ord_01jd3x8q7ve4k9mz2c5h6t0r1w */
        OrderId: string;
        /** @enum {string} */
        OrderStatus: "pending_quote" | "quoted" | "confirmed" | "processing" | "completed" | "declined" | "canceled";
        /**
         * Format: email
         * @example marie@acme.example
         */
        Email: string;
        /**
         * @description ISO 3166-1 alpha-2.
         * @example FR
         */
        Country: string;
        Line: string;
        /** @description A sum of money, as `Money` but larger. */
        Total: {
            /** @description In minor units: 3500 is 35.00. */
            amount: number;
            currency: string;
        };
        OrderCustomer: {
            companyName: components["schemas"]["Line"];
            contactName: components["schemas"]["Line"];
            email: components["schemas"]["Email"];
            phone?: string;
            department?: string;
        };
        OrderShipping: {
            addressLine1: components["schemas"]["Line"];
            addressLine2?: string;
            /** @example 75002 */
            postalCode: string;
            city: components["schemas"]["Line"];
            country: components["schemas"]["Country"];
            contactName?: string;
            notes?: string;
        };
        OrderBilling: {
            addressLine1: components["schemas"]["Line"];
            addressLine2?: string;
            /** @example 75002 */
            postalCode: string;
            city: components["schemas"]["Line"];
            country: components["schemas"]["Country"];
            contactName?: string;
            notes?: string;
            vatNumber?: string;
            /**
             * @description Fourteen digits.
             * @example 55208131766522
             */
            siret?: string;
        };
        OrderLineCreate: {
            itemId: components["schemas"]["ItemId"];
            /** @description The minimum of the item, or that and some of its steps. */
            quantity: number;
        };
        OrderCreate: {
            customer: components["schemas"]["OrderCustomer"];
            shipping: components["schemas"]["OrderShipping"];
            billing?: components["schemas"]["OrderBilling"];
            /**
             * Format: date
             * @description Not in the past.
             * @example 2035-01-31
             */
            desiredDeliveryDate?: string;
            internalReference?: string;
            notes?: string;
            /** @description An item stands in one line. */
            lines: components["schemas"]["OrderLineCreate"][];
        };
        OrderUpdate: {
            status: components["schemas"]["OrderStatus"];
        };
        /** @description As it was at submission, whatever has become of the item since. */
        OrderLine: {
            /** @description Null only in orders brought over from elsewhere, for what the catalogue does not hold. */
            itemId: components["schemas"]["ItemId"] | null;
            externalId: string | null;
            /** @enum {string} */
            kind: "product" | "pack";
            name: string;
            quantity: number;
            unitPrice: components["schemas"]["Money"];
            total: components["schemas"]["Total"];
            /** @description What one pack holds. */
            contents?: {
                itemId: components["schemas"]["ProductId"];
                externalId: string | null;
                name: string;
                quantity: number;
            }[];
            /** @description The picture that was shown, kept with the order. */
            image: components["schemas"]["Image"] | null;
        };
        OrderReceipt: {
            id: components["schemas"]["OrderId"];
            /**
             * @description For people: year and count, unique in the account.
             * @example 2026-00042
             */
            number: string;
            status: components["schemas"]["OrderStatus"];
            lines: components["schemas"]["OrderLine"][];
            subtotal: components["schemas"]["Total"];
            createdAt: components["schemas"]["Time"];
        };
        Order: {
            id: components["schemas"]["OrderId"];
            /** @description The id it had elsewhere, of an order that was brought over. */
            externalId: string | null;
            /**
             * @description For people: year and count, unique in the account; of an order that was brought over the id it had.
             * @example 2026-00042
             */
            number: string;
            tenantId: components["schemas"]["TenantId"];
            /** @description As it was at submission. */
            tenantName: string;
            status: components["schemas"]["OrderStatus"];
            customer: components["schemas"]["OrderCustomer"] | null;
            shipping: components["schemas"]["OrderShipping"] | null;
            /** @description The shipping address where none was given. */
            billing: components["schemas"]["OrderBilling"] | null;
            /** Format: date */
            desiredDeliveryDate: string | null;
            internalReference: string | null;
            notes: string | null;
            lines: components["schemas"]["OrderLine"][];
            subtotal: components["schemas"]["Total"];
            /** Format: date-time */
            contactErasedAt: string | null;
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        OrderPage: {
            data: components["schemas"]["Order"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @example evt_01jd3x8q7ve4k9mz2c5h6t0r1w */
        EventId: string;
        /**
         * @description May grow.
         * @enum {string}
         */
        EventType: "tenant.created" | "tenant.updated" | "tenant.deleted" | "generation.succeeded" | "generation.failed" | "generation.partially_failed" | "generation.canceled" | "render.failed" | "order.created" | "order.updated" | "product.created" | "product.updated" | "product.deleted" | "pack.created" | "pack.updated" | "pack.deleted" | "collection.created" | "collection.updated" | "collection.deleted" | "webhook_endpoint.disabled" | "webhook_endpoint.test";
        Event: {
            id: components["schemas"]["EventId"];
            type: components["schemas"]["EventType"];
            /** @description The tenant it concerns, or null for all. */
            tenantId: string | null;
            /** @description What it happened to. */
            resourceId: string;
            /** @description Of the resource after it; null where it has none. */
            resourceVersion: number | null;
            /** @description Counts the events of the account, without a gap. */
            sequence: number;
            /** @description A few facts, by type; never anything about people. */
            data: {
                [key: string]: unknown;
            };
            createdAt: components["schemas"]["Time"];
        };
        EventPage: {
            data: components["schemas"]["Event"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        /** @example whk_01jd3x8q7ve4k9mz2c5h6t0r1w */
        WebhookEndpointId: string;
        /** @example dlv_01jd3x8q7ve4k9mz2c5h6t0r1w */
        WebhookDeliveryId: string;
        /**
         * @description Absolute, `https://` outside of trials. It has to lead to a public address, now and at each delivery.
         * @example https://hooks.acme.example/vitrine
         */
        WebhookUrl: string;
        WebhookEndpointCreate: {
            url: components["schemas"]["WebhookUrl"];
            description?: string;
            /** @description Only events of this tenant; of all where absent. */
            tenantId?: components["schemas"]["TenantId"];
            /** @description The events it gets; all where absent. */
            types?: components["schemas"]["EventType"][];
            include?: components["schemas"]["WebhookInclude"];
            /**
             * @description `legacy` sends `order.created` alone, as the body that receivers of the prototype parse, with `x-webhook-secret`.
             * @default standard
             * @enum {string}
             */
            format?: "standard" | "legacy";
            /** @description For `legacy`: the secret that the receiver compares already. The signing secret where absent. */
            legacySecret?: string;
        };
        /**
         * @description `thin` sends the event; `full` adds the whole `resource` as it is when it is sent, contact data of an order included.
         * @default thin
         * @enum {string}
         */
        WebhookInclude: "thin" | "full";
        WebhookEndpointUpdate: {
            url?: components["schemas"]["WebhookUrl"];
            description?: string;
            /** @description The events it gets; null for all. */
            types?: components["schemas"]["EventType"][] | null;
            /** @enum {string} */
            include?: "thin" | "full";
            /** @enum {string} */
            status?: "enabled" | "disabled";
        };
        WebhookEndpoint: {
            id: components["schemas"]["WebhookEndpointId"];
            /** @description Of whom alone it gets events; null for all. */
            tenantId: string | null;
            url: string;
            description: string;
            types: components["schemas"]["EventType"][] | null;
            /** @enum {string} */
            include: "thin" | "full";
            /** @enum {string} */
            format: "standard" | "legacy";
            /** @enum {string} */
            status: "enabled" | "disabled";
            /** @description gone (it answered 410), failing (three days without success), requested; null while it is enabled. */
            disabledReason: string | null;
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        WebhookEndpointWithSecret: {
            id: components["schemas"]["WebhookEndpointId"];
            /** @description Of whom alone it gets events; null for all. */
            tenantId: string | null;
            url: string;
            description: string;
            types: components["schemas"]["EventType"][] | null;
            /** @enum {string} */
            include: "thin" | "full";
            /** @enum {string} */
            format: "standard" | "legacy";
            /** @enum {string} */
            status: "enabled" | "disabled";
            disabledReason: string | null;
            version: components["schemas"]["Version"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            /** @description `whsec_` and the key in base64. Shown this once. */
            secret: string;
        };
        WebhookEndpointPage: {
            data: components["schemas"]["WebhookEndpoint"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        WebhookSecretRoll: {
            /**
             * @description How long the old one signs as well: 24, say; 0 where it has leaked.
             * @example 24
             */
            overlapHours: number;
        };
        WebhookRecover: {
            since: components["schemas"]["Time"];
            /** @default false */
            undeliveredOnly?: boolean;
        };
        WebhookRecovery: {
            /** @description How many are on their way. */
            deliveries: number;
        };
        /** @enum {string} */
        WebhookDeliveryStatus: "pending" | "succeeded" | "failed";
        WebhookAttempt: {
            at: components["schemas"]["Time"];
            /** @description What the endpoint answered; null where no answer came. */
            status: number | null;
            durationMs: number;
            /** @description Why no answer came. */
            error: string | null;
            /** @description The first kilobyte of the answer. */
            response: string | null;
        };
        WebhookDelivery: {
            id: components["schemas"]["WebhookDeliveryId"];
            endpointId: components["schemas"]["WebhookEndpointId"];
            eventId: components["schemas"]["EventId"];
            eventType: components["schemas"]["EventType"];
            status: components["schemas"]["WebhookDeliveryStatus"];
            /** @description The last twenty, oldest first. */
            attempts: components["schemas"]["WebhookAttempt"][];
            /**
             * Format: date-time
             * @description Not before this time; null once it has ended.
             */
            nextAttemptAt: string | null;
            createdAt: components["schemas"]["Time"];
        };
        WebhookDeliveryPage: {
            data: components["schemas"]["WebhookDelivery"][];
            /** @description For `cursor` of the next page; null on the last. */
            nextCursor: string | null;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "unavailable";
            /** @description One entry a part; `ok` or what is wrong. */
            checks: {
                [key: string]: string;
            };
            /** @description How long the task that has waited longest could have run already; null where none waits. */
            oldestTaskSeconds?: number | null;
        };
    };
    responses: {
        /** @description An error. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The collection. */
        Collection: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Collection"];
            };
        };
        /** @description The product. */
        Product: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Product"];
            };
        };
        /** @description The pack. */
        Pack: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Pack"];
            };
        };
        /** @description The tenant. */
        Tenant: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Tenant"];
            };
        };
        /** @description What is special about the tenant's catalogue. */
        TenantCatalog: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TenantCatalog"];
            };
        };
        /** @description The order. */
        Order: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Order"];
            };
        };
        /** @description The endpoint. */
        WebhookEndpoint: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WebhookEndpoint"];
            };
        };
        /** @description The endpoint with its secret. */
        WebhookEndpointWithSecret: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WebhookEndpointWithSecret"];
            };
        };
        /** @description The delivery. */
        WebhookDelivery: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WebhookDelivery"];
            };
        };
    };
    parameters: {
        /** @description How many at most. */
        Limit: number;
        /** @description `nextCursor` of the page before. */
        Cursor: string;
        /** @description Only the one with this id of yours. */
        ExternalIdFilter: components["schemas"]["ExternalId"];
        /** @description The `ETag` last seen; answers 412 where it is no longer current. */
        IfMatch: string;
        /**
         * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
         *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
         *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
         */
        IdempotencyKey: string;
        /** @description The `ETag` last seen; answers 304 while it is current. */
        IfNoneMatch: string;
        /** @description By what to look for one to change instead. */
        Upsert: "externalId";
        /** @description Tells what would be done, and does nothing. */
        DryRun: boolean;
        /** @description The `id` of the last event seen, after a break. */
        LastEventId: string;
        KeyId: components["schemas"]["KeyId"];
        CollectionId: components["schemas"]["CollectionId"];
        ProductId: components["schemas"]["ProductId"];
        PackId: components["schemas"]["PackId"];
        TenantId: components["schemas"]["TenantId"];
        GenerationId: components["schemas"]["GenerationId"];
        OrderId: components["schemas"]["OrderId"];
        /** @description Only orders from the portal of this tenant, which may have been deleted since. */
        OrderTenant: components["schemas"]["TenantId"];
        /** @description Only orders that stand like this. */
        OrderStatus: components["schemas"]["OrderStatus"];
        /** @description Words to find in number, tenant, customer, reference and lines; accents and case do not matter. */
        OrderSearch: string;
        /** @description Only what was created at this time or later. */
        Since: components["schemas"]["Time"];
        /** @description Only what was created before this time. */
        Until: components["schemas"]["Time"];
        EventId: components["schemas"]["EventId"];
        WebhookEndpointId: components["schemas"]["WebhookEndpointId"];
        WebhookDeliveryId: components["schemas"]["WebhookDeliveryId"];
        /** @description Slug of the tenant. */
        PortalSlug: string;
    };
    requestBodies: {
        ImageFile: {
            content: {
                "image/*": string;
            };
        };
    };
    headers: {
        /** @description Strong validator of this version. */
        ETag: string;
        /** @description How long it may be kept. */
        CacheControl: string;
        /** @description Address to go on to. */
        Location: string;
    };
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only what was done to this one. */
                resourceId?: string;
                /** @description Only what this key or person did. */
                actorId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys, newest first. The secret itself is never among them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description The key with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    rollApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyRoll"];
            };
        };
        responses: {
            /** @description The key with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only the one with this id of yours. */
                externalId?: components["parameters"]["ExternalIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In order of `position`, then of creation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createCollection: {
        parameters: {
            query?: {
                /** @description By what to look for one to change instead. */
                upsert?: components["parameters"]["Upsert"];
            };
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionCreate"];
            };
        };
        responses: {
            200: components["responses"]["Collection"];
            201: components["responses"]["Collection"];
            default: components["responses"]["Problem"];
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Collection"];
            default: components["responses"]["Problem"];
        };
    };
    deleteCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Collection"];
            default: components["responses"]["Problem"];
        };
    };
    putCollectionImage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["ImageFile"];
        responses: {
            200: components["responses"]["Collection"];
            default: components["responses"]["Problem"];
        };
    };
    putCollectionPlacement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                collectionId: components["parameters"]["CollectionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Placement"];
            };
        };
        responses: {
            200: components["responses"]["Collection"];
            default: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only the one with this id of yours. */
                externalId?: components["parameters"]["ExternalIdFilter"];
                /** @description Only members of this collection. */
                collectionId?: components["schemas"]["CollectionId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In order of `position`, then of creation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProduct: {
        parameters: {
            query?: {
                /** @description By what to look for one to change instead. */
                upsert?: components["parameters"]["Upsert"];
            };
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductCreate"];
            };
        };
        responses: {
            200: components["responses"]["Product"];
            201: components["responses"]["Product"];
            default: components["responses"]["Problem"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Product"];
            default: components["responses"]["Problem"];
        };
    };
    deleteProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Product"];
            default: components["responses"]["Problem"];
        };
    };
    putProductImage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["ImageFile"];
        responses: {
            200: components["responses"]["Product"];
            default: components["responses"]["Problem"];
        };
    };
    putProductPlacement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                productId: components["parameters"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Placement"];
            };
        };
        responses: {
            200: components["responses"]["Product"];
            default: components["responses"]["Problem"];
        };
    };
    listPacks: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only the one with this id of yours. */
                externalId?: components["parameters"]["ExternalIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In order of `position`, then of creation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPack: {
        parameters: {
            query?: {
                /** @description By what to look for one to change instead. */
                upsert?: components["parameters"]["Upsert"];
            };
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackCreate"];
            };
        };
        responses: {
            200: components["responses"]["Pack"];
            201: components["responses"]["Pack"];
            default: components["responses"]["Problem"];
        };
    };
    getPack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Pack"];
            default: components["responses"]["Problem"];
        };
    };
    deletePack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updatePack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Pack"];
            default: components["responses"]["Problem"];
        };
    };
    putPackImage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["ImageFile"];
        responses: {
            200: components["responses"]["Pack"];
            default: components["responses"]["Problem"];
        };
    };
    putPackPlacement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                packId: components["parameters"]["PackId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Placement"];
            };
        };
        responses: {
            200: components["responses"]["Pack"];
            default: components["responses"]["Problem"];
        };
    };
    validatePlacement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlacementCheck"];
            };
        };
        responses: {
            /** @description What was found; nothing is stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewCreate"];
            };
        };
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    /** @description Ratio, verdict and version of the logo; absent without a layer. */
                    "Vitrine-Legibility"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only the one with this id of yours. */
                externalId?: components["parameters"]["ExternalIdFilter"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["TenantCreateForm"];
                "application/json": components["schemas"]["TenantCreate"];
            };
        };
        responses: {
            /** @description The tenant, and the generation that makes its pictures. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantCreated"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Tenant"];
            default: components["responses"]["Problem"];
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Tenant"];
            default: components["responses"]["Problem"];
        };
    };
    putTenantLogo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/*": string;
                "application/json": components["schemas"]["LogoSource"];
            };
        };
        responses: {
            /** @description The tenant, and the generation that makes its pictures. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantCreated"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTenantCatalog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["TenantCatalog"];
            default: components["responses"]["Problem"];
        };
    };
    putTenantCatalog: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantCatalogUpdate"];
            };
        };
        responses: {
            200: components["responses"]["TenantCatalog"];
            default: components["responses"]["Problem"];
        };
    };
    listRenders: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenderPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPortalSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalSessionCreate"];
            };
        };
        responses: {
            /** @description The session. Its token is shown this once. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokePortalSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listGenerations: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createGeneration: {
        parameters: {
            query?: {
                /** @description Tells what would be done, and does nothing. */
                dryRun?: components["parameters"]["DryRun"];
            };
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                tenantId: components["parameters"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it would do (`dryRun=true`). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationEstimate"];
                };
            };
            /** @description The generation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamGenerationEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event seen, after a break. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream; the schema is that of one event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["GenerationEvent"];
                };
            };
            /** @description `Last-Event-ID` is that of the end: nothing is to come. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelGeneration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryGeneration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                generationId: components["parameters"]["GenerationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPortal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 304 while it is current. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The portal. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portal"];
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    streamPortalEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event seen, after a break. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream; the schema is that of one event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["PortalEvent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPortalItems: {
        parameters: {
            query?: {
                /** @description Only items of this kind. */
                kind?: "product" | "pack" | "collection";
                /** @description Only products of this collection (id or slug). */
                collection?: string;
                /** @description Words to find in name, description, category and tags; accents and case do not matter. */
                q?: string;
                /** @description The order; the account's own (`position`) unless said. */
                sort?: "position" | "name" | "price" | "-price";
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The `ETag` last seen; answers 304 while it is current. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Items. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalItemPage"];
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getPortalItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 304 while it is current. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
                /** @description Id or slug of the item. */
                idOrSlug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalItemDetail"];
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    submitOrder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderCreate"];
            };
        };
        responses: {
            /** @description Noted. Of what was sent about people, nothing comes back. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderReceipt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Only orders from the portal of this tenant, which may have been deleted since. */
                tenantId?: components["parameters"]["OrderTenant"];
                /** @description Only orders that stand like this. */
                status?: components["parameters"]["OrderStatus"];
                /** @description Only what was created at this time or later. */
                since?: components["parameters"]["Since"];
                /** @description Only what was created before this time. */
                until?: components["parameters"]["Until"];
                /** @description Words to find in number, tenant, customer, reference and lines; accents and case do not matter. */
                q?: components["parameters"]["OrderSearch"];
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Orders, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportOrders: {
        parameters: {
            query?: {
                /** @description Only orders from the portal of this tenant, which may have been deleted since. */
                tenantId?: components["parameters"]["OrderTenant"];
                /** @description Only orders that stand like this. */
                status?: components["parameters"]["OrderStatus"];
                /** @description Only what was created at this time or later. */
                since?: components["parameters"]["Since"];
                /** @description Only what was created before this time. */
                until?: components["parameters"]["Until"];
                /** @description Words to find in number, tenant, customer, reference and lines; accents and case do not matter. */
                q?: components["parameters"]["OrderSearch"];
                /** @description Language and habits of the spreadsheet. */
                locale?: "fr" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows, as they are read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Order"];
            default: components["responses"]["Problem"];
        };
    };
    updateOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Order"];
            default: components["responses"]["Problem"];
        };
    };
    eraseOrderContact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Order"];
            default: components["responses"]["Problem"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Only events of this type. */
                type?: components["schemas"]["EventType"];
                /** @description Only events after this one, in their order. */
                afterSequence?: number;
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Endpoints, newest first, without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointCreate"];
            };
        };
        responses: {
            201: components["responses"]["WebhookEndpointWithSecret"];
            default: components["responses"]["Problem"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["WebhookEndpoint"];
            default: components["responses"]["Problem"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 412 where it is no longer current. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointUpdate"];
            };
        };
        responses: {
            200: components["responses"]["WebhookEndpoint"];
            default: components["responses"]["Problem"];
        };
    };
    rollWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSecretRoll"];
            };
        };
        responses: {
            200: components["responses"]["WebhookEndpointWithSecret"];
            default: components["responses"]["Problem"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: components["responses"]["WebhookDelivery"];
            default: components["responses"]["Problem"];
        };
    };
    recoverWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRecover"];
            };
        };
        responses: {
            /** @description They are on their way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRecovery"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Only deliveries that stand like this. */
                status?: components["schemas"]["WebhookDeliveryStatus"];
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                endpointId: components["parameters"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deliveries, newest first, kept as long as their events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name of your own for this call, such as a UUID. Repeated within 24 hours with the same body it answers what the
                 *     first one answered, with `Idempotent-Replayed: true`, and does nothing twice, whatever broke in between; with
                 *     another body it answers `idempotency_key_reused`, and `idempotency_in_progress` while the first is running.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                deliveryId: components["parameters"]["WebhookDeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["WebhookDelivery"];
            default: components["responses"]["Problem"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Not ready. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 304 while it is current. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page; it loads nothing and runs nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getLlmsText: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 304 while it is current. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Markdown. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the file; it may contain slashes. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getPortalPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page, around the widget. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No such portal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPortalFirstScreen: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` last seen; answers 304 while it is current. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The portal. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portal"];
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getOldItemAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug of the tenant. */
                slug: components["parameters"]["PortalSlug"];
                /** @description Your own id of a product or collection (or its id or slug), or `pack-` and that of a pack. */
                oldId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item, in the hosted page. */
            301: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The first screen: the item is not known. */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such portal. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWidgetScript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getPlacementEditorScript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            /** @description Not modified. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getWidgetFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the file, made of its content. */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script, for ever the same under this name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
