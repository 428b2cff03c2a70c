package io.github.minimax4j.spring.internal.metrics;

/**
 * All names in metrics and spans: those of OpenTelemetry's conventions for generative AI as of November 2026, which are still in
 * development, and names for what the conventions do not cover.
 */
final class GenAiNames {

    /** How long a call takes, until its response is complete. */
    static final String DURATION = "gen_ai.client.operation.duration";

    /** Time to the first chunk of a streamed response. */
    static final String TIME_TO_FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";

    /** Tokens of a call, by {@link #TOKEN_TYPE}. */
    static final String TOKEN_USAGE = "gen_ai.client.token.usage";

    /** Attempts after the first. The conventions have no name for them. */
    static final String RETRIES = "minimax.client.retries";

    static final String OPERATION = "gen_ai.operation.name";

    static final String PROVIDER = "gen_ai.provider.name";

    static final String REQUEST_MODEL = "gen_ai.request.model";

    static final String RESPONSE_MODEL = "gen_ai.response.model";

    static final String SERVER_ADDRESS = "server.address";

    static final String SERVER_PORT = "server.port";

    static final String ERROR_TYPE = "error.type";

    static final String TOKEN_TYPE = "gen_ai.token.type";

    /** For spans only, like the names below: the values are too many for a metric. */
    static final String RESPONSE_ID = "gen_ai.response.id";

    static final String FINISH_REASONS = "gen_ai.response.finish_reasons";

    static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";

    static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";

    static final String STREAM = "gen_ai.request.stream";

    /** The conventions do not list MiniMax; in that case they allow a custom name. */
    static final String MINIMAX = "minimax";

    /** An unknown value: all recordings of a meter must have the same tags. */
    static final String NONE = "none";

    private GenAiNames() {}
}
