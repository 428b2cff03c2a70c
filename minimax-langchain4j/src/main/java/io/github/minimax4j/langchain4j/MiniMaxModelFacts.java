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
 * What was published about a model of MiniMax's when this library was made. The server does not tell it, so it may have changed
 * since. Sources, read in October 2026: MiniMax's model overview, prices and notice of retirement; for MiniMax-M3.1-Flash also the
 * pages of gateways that serve it; for the context of MiniMax-Text-01 and the abab models, lists of third parties.
 *
 * @param name            the name in requests
 * @param type            what kind of model it is
 * @param contextWindow   tokens that input and output share, or null if not published
 * @param maxOutputTokens the most tokens of an answer, thinking included, or null if not published
 * @param inputs          what the model reads
 * @param retiresOn       the day from which MiniMax itself no longer serves it, or null if none was announced; gateways and the weights,
 *                        where they are open, do not follow it. A retired name may be answered by a newer model (Q35)
 */
public record MiniMaxModelFacts(
        String name,
        ModelType type,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens,
        Set<ContentType> inputs,
        @Nullable LocalDate retiresOn) {

    public MiniMaxModelFacts {
        inputs = Collections.unmodifiableSet(EnumSet.copyOf(inputs)); // in one order always, unlike Set.copyOf
    }

    /**
     * What is known about a model.
     *
     * @param modelName a name in any case; what gateways and repositories of weights put before the last slash or after a colon does
     *                  not matter, as in {@code minimax/minimax-m2:free}
     * @return the facts, or nothing if the model is not known
     */
    public static Optional<MiniMaxModelFacts> of(String modelName) {
        return KnownModels.find(modelName);
    }
}
