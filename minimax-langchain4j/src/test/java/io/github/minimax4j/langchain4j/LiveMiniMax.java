package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.transport.Region;

/**
 * MiniMax itself, for the suites whose names end in {@code LiveSuiteTest}. They run if {@code MINIMAX_API_KEY} is set;
 * {@code MINIMAX_BASE_URL} or {@code MINIMAX_REGION} (GLOBAL or CHINA) and {@code MINIMAX_MODEL} choose otherwise than the defaults.
 */
final class LiveMiniMax implements SuiteTarget {
    static final String KEY = "MINIMAX_API_KEY";

    /** The limit counts the thinking too, so fewer tokens may leave no text at all. */
    static final int ENOUGH_TOKENS_TO_THINK = 4096;

    @Override
    public <B extends MiniMaxModelBuilder<B>> B configure(B builder) {
        String baseUrl = System.getenv("MINIMAX_BASE_URL");
        if (baseUrl == null) {
            builder.region(Region.valueOf(System.getenv().getOrDefault("MINIMAX_REGION", "GLOBAL")));
        } else {
            builder.baseUrl(baseUrl);
        }
        return builder.apiKey(System.getenv(KEY)).modelName(modelName());
    }

    @Override
    public <B extends MiniMaxModelBuilder<B>> B configureFailing(B builder) {
        return configure(builder).apiKey("wrong-key");
    }

    @Override
    public String modelName() {
        return System.getenv().getOrDefault("MINIMAX_MODEL", MiniMaxChatModelName.MINIMAX_M3.toString());
    }

    @Override
    public String otherModelName() {
        String other = MiniMaxChatModelName.MINIMAX_M2_7.toString();
        return other.equals(modelName()) ? MiniMaxChatModelName.MINIMAX_M3.toString() : other;
    }

    /** Images are for M3 and later (wire reference 2.7); the models before are blind to them and do not say so. */
    static boolean seesImages() {
        return new LiveMiniMax().modelName().startsWith("MiniMax-M3");
    }

    @Override
    public void close() {}
}
