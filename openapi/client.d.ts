// Generated from openapi.json by npm run openapi.
export interface paths {
    "/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the service answer? */
        get: operations["ping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Liveness probe */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readiness probe */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedure/async": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a procedure in the background */
        post: operations["submitJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        /** Delete finished jobs by filter */
        delete: operations["deleteJobs"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State and result of a job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /** Delete a finished job */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the procedure wrote */
        get: operations["getJobLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a pending or running job */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the call of a finished job again */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a procedure and wait for its result */
        post: operations["runProcedure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a read-only query */
        post: operations["runQuery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/setup/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create or upgrade the schema objects */
        post: operations["setupTables"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 problem details */
        Problem: {
            /**
             * Format: uri
             * @description Name of this kind of error
             */
            type: string;
            /** @description The kind of error in a sentence, always the same for a code */
            title: string;
            /** @description The HTTP status */
            status: number;
            /** @description What is wrong with this request */
            detail: string;
            /** @description Path of the request */
            instance: string;
            /**
             * @description Stable code for programs
             * @enum {string}
             */
            code: "VALIDATION_FAILED" | "MALFORMED_JSON" | "MALFORMED_REQUEST" | "INVALID_PROCEDURE_NAME" | "INVALID_CURSOR" | "FILTER_REQUIRED" | "QUERY_NOT_READ_ONLY" | "UNAUTHORIZED" | "SCOPE_REQUIRED" | "ADDRESS_NOT_ALLOWED" | "PROCEDURE_NOT_ALLOWED" | "QUERY_DISABLED" | "ROUTE_NOT_FOUND" | "JOB_NOT_FOUND" | "PROCEDURE_NOT_FOUND" | "REQUEST_TIMEOUT" | "JOB_ACTIVE" | "JOB_FINISHED" | "JOB_NOT_FINISHED" | "JOB_NOT_REPEATABLE" | "SETUP_PRIVILEGE_MISSING" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "IDEMPOTENCY_KEY_REUSED" | "SIGNATURE_MISMATCH" | "VALUE_NOT_CONVERTIBLE" | "PROCEDURE_FAILED" | "QUERY_FAILED" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "INTERNAL_ERROR" | "DATABASE_UNAVAILABLE" | "SCHEMA_MISSING" | "TOO_MANY_PENDING_JOBS" | "TOO_MANY_CALLS" | "SHUTTING_DOWN" | "PROCEDURE_TIMEOUT" | "QUERY_TIMEOUT";
            /** @description The same as `detail`, for clients of the Go service */
            error: string;
            /** @description Oracle's code, such as `ORA-20001` */
            error_code?: string;
            /** @description The fields that are wrong */
            errors?: {
                /** @description The field, such as `params[0].direction`; empty for the whole body */
                path: string;
                /** @description What was expected of it */
                message: string;
            }[];
        };
        CallParameter: {
            /**
             * @description Name of the parameter
             * @example vFECHA
             */
            name: string;
            /** @description Value of an IN or INOUT parameter; a number of more than 15 digits keeps them all */
            value?: unknown;
            /** @description `IN` (default), `OUT` or `INOUT`, any case */
            direction?: string | null;
            /** @description `STRING`, `VARCHAR2`, `NUMBER`, `INTEGER`, `FLOAT`, `DATE`, `TIMESTAMP`, `CLOB`, `BLOB`, `BOOLEAN` or `CURSOR`, any case; read from the data dictionary if not given */
            type?: string | null;
        };
        /**
         * @description A procedure or function and its parameters
         * @example {
         *       "name": "PROC_TEST",
         *       "params": [
         *         {
         *           "name": "p_input",
         *           "value": "Test",
         *           "direction": "IN"
         *         },
         *         {
         *           "name": "p_output",
         *           "direction": "OUT",
         *           "type": "STRING"
         *         }
         *       ]
         *     }
         * @example {
         *       "name": "PKG_ETL.PROCESO_LARGO",
         *       "params": [
         *         {
         *           "name": "vFECHA",
         *           "value": "2025-12-10"
         *         },
         *         {
         *           "name": "vRESULTADO",
         *           "direction": "OUT",
         *           "type": "number"
         *         }
         *       ]
         *     }
         */
        ProcedureCall: {
            /**
             * @description One to three dotted Oracle identifiers: `PROC`, `PKG.PROC`, `SCHEMA.PKG.PROC`
             * @example PKG_ETL.PROCESO_LARGO
             */
            name: string;
            /** @description Schema, put in front of the name */
            schema?: string | null;
            /** @description A function: the first OUT parameter receives the return value */
            isFunction?: boolean | null;
            /** @description The parameters */
            params?: components["schemas"]["CallParameter"][] | null;
        };
        /**
         * @description A call, and how its job is run
         * @example {
         *       "name": "PROC_TEST",
         *       "params": [
         *         {
         *           "name": "p_input",
         *           "value": "Test",
         *           "direction": "IN"
         *         },
         *         {
         *           "name": "p_output",
         *           "direction": "OUT",
         *           "type": "STRING"
         *         }
         *       ]
         *     }
         * @example {
         *       "name": "PKG_ETL.PROCESO_LARGO",
         *       "params": [
         *         {
         *           "name": "vFECHA",
         *           "value": "2025-12-10"
         *         },
         *         {
         *           "name": "vRESULTADO",
         *           "direction": "OUT",
         *           "type": "number"
         *         }
         *       ]
         *     }
         */
        JobSubmission: {
            /**
             * @description One to three dotted Oracle identifiers: `PROC`, `PKG.PROC`, `SCHEMA.PKG.PROC`
             * @example PKG_ETL.PROCESO_LARGO
             */
            name: string;
            /** @description Schema, put in front of the name */
            schema?: string | null;
            /** @description A function: the first OUT parameter receives the return value */
            isFunction?: boolean | null;
            /** @description The parameters */
            params?: components["schemas"]["CallParameter"][] | null;
            /** @description Run time after which the call is broken off; 0: none */
            timeout_seconds?: number;
            /** @description Waiting time after which the job fails; 0: none */
            queue_timeout_seconds?: number;
            /** @description Higher runs first; 0 if not given */
            priority?: number;
            /**
             * Format: date-time
             * @description The job does not start before
             */
            not_before?: string;
            /** @description Attempts in all when the error is a transient one */
            max_attempts?: number;
            /** @description Of the jobs with one key only one runs at a time */
            concurrency_key?: string;
        };
        /** @description One run of a job */
        JobAttempt: {
            /** @description 1 for the first */
            attempt: number;
            /** @description The instance that ran it */
            instance?: string;
            /** @description The database session, `sid,serial#` */
            session?: string;
            /**
             * Format: date-time
             * @description When it began
             */
            start_time?: string;
            /**
             * Format: date-time
             * @description When it ended
             */
            end_time?: string;
            /** @description Why it failed */
            error?: string;
        };
        /** @description A job */
        Job: {
            /** @description The job id */
            id: string;
            /**
             * @description pending → running → completed, failed or cancelled
             * @enum {string}
             */
            status: "pending" | "running" | "completed" | "failed" | "cancelled";
            /** @description The procedure as it was called */
            procedure_name: string;
            /** @description Values of the IN and INOUT parameters */
            params?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it began to run; until then, when it was accepted
             */
            start_time: string;
            /**
             * Format: date-time
             * @description When it ended
             */
            end_time?: string;
            /** @description As Go prints one: `350ms`, `5.2s`, `2m15s`, `1h0m0s` */
            duration?: string;
            /** @description In percent */
            progress: number;
            /** @description Values of the OUT and INOUT parameters; only when completed */
            result?: {
                [key: string]: unknown;
            };
            /** @description What went wrong; only when failed */
            error?: string;
            /** @description Oracle's code, or the service's own, such as `RUN_TIMEOUT` */
            error_code?: string;
            /** @description What the procedure last reported */
            progress_message?: string;
            /** @description Detail of the status, such as `waiting_concurrency` */
            status_reason?: string;
            /**
             * Format: date-time
             * @description When it was accepted
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it will be cleaned up
             */
            expires_at?: string;
            /**
             * Format: date-time
             * @description It does not start before
             */
            not_before?: string;
            /** @description Higher runs first */
            priority?: number;
            /** @description Of the jobs with one key only one runs at a time */
            concurrency_key?: string;
            /** @description The job that this one repeats */
            retry_of?: string;
            /** @description The runs of this job */
            attempts?: components["schemas"]["JobAttempt"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "alive"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "alive";
                    };
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database answers and the schema objects are there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible · Falta la tabla ASYNC_JOBS; ejecute sql/create_async_jobs_table.sql o POST /setup/tables · El servicio se está deteniendo */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same job */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobSubmission"];
            };
        };
        responses: {
            /** @description The job is stored and will run */
            202: {
                headers: {
                    /** @description Where to ask for its state */
                    location?: string;
                    /** @description Seconds to wait before asking */
                    "retry-after"?: number;
                    /** @description `true` when this is the job of an earlier submission */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "accepted";
                        /** @description The id of the job */
                        job_id: string;
                        /** @enum {string} */
                        message: "Procedimiento ejecutándose en segundo plano";
                        /** @description Where to ask for its state */
                        check_status_url: string;
                    };
                };
            };
            /** @description La petición no es válida · El cuerpo no es JSON válido · El nombre del procedimiento no es válido · La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El procedimiento no está permitido · El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El cuerpo de la petición es demasiado grande */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El tipo de contenido no está soportado; use application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La clave Idempotency-Key ya se usó con otra petición */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible · Falta la tabla ASYNC_JOBS; ejecute sql/create_async_jobs_table.sql o POST /setup/tables · Hay demasiados jobs pendientes · El servicio se está deteniendo */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description One or several of pending, running, completed, failed, cancelled, separated by commas */
                status?: string;
                /** @description Only jobs of this procedure */
                procedure_name?: string;
                /** @description Accepted at or after; the retention if not given */
                since?: string;
                /** @description Accepted before */
                until?: string;
                /** @description Jobs in one answer at most */
                limit?: number;
                /** @description `next_cursor` of the answer before */
                cursor?: string;
                /** @description `result`, `params` or both, separated by a comma: they can be large */
                include?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All jobs that match, in this answer or not */
                        total: number;
                        /** @description Newest first */
                        jobs: components["schemas"]["Job"][];
                        /** @description For the next answer; absent in the last one */
                        next_cursor?: string;
                    };
                };
            };
            /** @description La petición no es válida · El cursor de paginación no es válido · La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJobs: {
        parameters: {
            query?: {
                /** @description One or several of pending, running, completed, failed, cancelled, separated by commas */
                status?: string;
                /** @description Age in days since the job ended */
                older_than?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many are gone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Jobs eliminados correctamente";
                        /** @description How many jobs were deleted */
                        deleted: number;
                    };
                };
            };
            /** @description La petición no es válida · Indique al menos un filtro: status u older_than · La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `job_id` of the submission
                 * @example a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job no encontrado */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `job_id` of the submission
                 * @example a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job is gone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Job eliminado correctamente";
                        job_id: string;
                    };
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job no encontrado */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El job está activo; cancélelo antes de eliminarlo */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobLogs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `job_id` of the submission
                 * @example a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines so far */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job_id: string;
                        /** @description In the order in which they were written */
                        lines: {
                            /** Format: date-time */
                            time: string;
                            text: string;
                        }[];
                    };
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job no encontrado */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `job_id` of the submission
                 * @example a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job, cancelled or about to be */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job no encontrado */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El job ya ha finalizado */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `job_id` of the submission
                 * @example a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new job is stored and will run */
            202: {
                headers: {
                    /** @description Where to ask for its state */
                    location?: string;
                    /** @description Seconds to wait before asking */
                    "retry-after"?: number;
                    /** @description `true` when this is the job of an earlier submission */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "accepted";
                        /** @description The id of the job */
                        job_id: string;
                        /** @enum {string} */
                        message: "Procedimiento ejecutándose en segundo plano";
                        /** @description Where to ask for its state */
                        check_status_url: string;
                    };
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El procedimiento no está permitido · El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job no encontrado */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El job aún no ha finalizado · El job es de un servicio anterior, que no guardó la llamada: no se puede repetir */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible · Hay demasiados jobs pendientes */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runProcedure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProcedureCall"];
            };
        };
        responses: {
            /** @description It ran; its work is committed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                        /** @description Values of the OUT and INOUT parameters */
                        out: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description La petición no es válida · El cuerpo no es JSON válido · El nombre del procedimiento no es válido · La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El procedimiento no está permitido · El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Procedimiento no encontrado */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El cuerpo de la petición es demasiado grande */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El tipo de contenido no está soportado; use application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Parámetros incorrectos · Error de conversión de tipos · El procedimiento terminó con error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible · Hay demasiadas llamadas síncronas a la vez · El servicio se está deteniendo */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El procedimiento superó el tiempo límite y fue interrumpido */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runQuery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "SELECT JOB_ID, PROCEDURE_NAME, ERROR_MSG FROM ASYNC_JOBS WHERE STATUS = :status ORDER BY START_TIME DESC",
                 *       "binds": {
                 *         "status": "failed"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description One SELECT or WITH, with `:name` or `:1` for binds */
                    query: string;
                    /** @description Values by name or by position */
                    binds?: {
                        [key: string]: unknown;
                    } | unknown[];
                };
            };
        };
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description One object a row */
                        results: {
                            [key: string]: unknown;
                        }[];
                        /** @description There are more rows than QUERY_MAX_ROWS */
                        truncated: boolean;
                    };
                };
            };
            /** @description La petición no es válida · El cuerpo no es JSON válido · Solo se admite una consulta SELECT o WITH · La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El endpoint /query no está habilitado · El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El cuerpo de la petición es demasiado grande */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El tipo de contenido no está soportado; use application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La consulta terminó con error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible · Hay demasiadas llamadas síncronas a la vez */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La consulta superó el tiempo límite y fue interrumpida */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setupTables: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                        /** @description Objects created or upgraded now */
                        created: string[];
                        /** @description Objects that were there */
                        existing: string[];
                    };
                };
            };
            /** @description La petición HTTP no es válida */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No autorizado */
            401: {
                headers: {
                    /** @description A bearer token is asked for */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El token no tiene permiso para esta operación */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description El usuario de la base de datos no puede crear los objetos; ejecute sql/create_async_jobs_table.sql */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Demasiadas peticiones */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Las cabeceras de la petición son demasiado grandes */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Error interno del servidor */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description La base de datos no está disponible */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
