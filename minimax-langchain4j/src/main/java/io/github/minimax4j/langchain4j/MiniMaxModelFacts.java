package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.model.catalog.ModelType;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Published facts about a MiniMax model, as of the release of this library. The server does not report them, so they may have changed
 * since. Sources, read in October 2026: MiniMax's model overview, prices and notice of retirement; for MiniMax-M3.1-Flash also the pages of
 * gateways that serve it; for the context of MiniMax-Text-01 and the abab models, lists of third parties.
 *
 * @param name            the name in requests
 * @param type            the kind of model
 * @param contextWindow   tokens that input and output share, or null if not published
 * @param maxOutputTokens the maximum number of tokens of a response, thinking included, or null if not published
 * @param inputs          the types of input that the model accepts
 * @param retiresOn       the day from which MiniMax itself no longer serves the model, or null if none was announced. Gateways and open
 *     weights do not follow it. MiniMax may serve a newer model under a retired name (Q35)
 */
public record MiniMaxModelFacts(
        String name,
        ModelType type,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens,
        Set<ContentType> inputs,
        @Nullable LocalDate retiresOn) {

    public MiniMaxModelFacts {
        inputs = Collections.unmodifiableSet(EnumSet.copyOf(inputs)); // always in the same order, unlike Set.copyOf
    }

    /**
     * Looks up the facts about a model.
     *
     * @param modelName a name, case-insensitive; what gateways and repositories of weights put before the last slash or after a colon is
     *     ignored, as in {@code minimax/minimax-m2:free}
     * @return the facts, or empty if the model is not known
     */
    public static Optional<MiniMaxModelFacts> of(String modelName) {
        return KnownModels.find(modelName);
    }
}
