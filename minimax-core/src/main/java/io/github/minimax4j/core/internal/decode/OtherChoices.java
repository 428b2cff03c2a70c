package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ChatCompletion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the choices beside the first. One that contradicts itself must not spoil the response, so it is left out. Not thread-safe.
 */
final class OtherChoices {

    private final Expectations expectations;

    private final KeptLength kept;

    private final SortedMap<Integer, CompletionAssembler> assemblers = new TreeMap<>();

    private final Set<Integer> unreadable = new HashSet<>();

    OtherChoices(Expectations expectations, KeptLength kept) {
        this.expectations = expectations;
        this.kept = kept;
    }

    /** Takes one choice of a chunk. */
    void add(Chunk chunk, Chunk.Choice choice) {
        CompletionAssembler assembler = assemblers.computeIfAbsent(
                choice.index(), ignored -> new CompletionAssembler(event -> {}, expectations, kept));
        if (assemblers.size() >= kept.limits().maxChoices()) {
            throw LimitExceededException.choices(kept.limits().maxChoices());
        }
        try {
            assembler.add(chunk.ofFirstChoice(choice));
        } catch (ToolCallAssembler.LateFragmentException e) {
            unreadable.add(choice.index());
        }
    }

    boolean isEmpty() {
        return assemblers.isEmpty();
    }

    /** Whether each of them has its finish reason. */
    boolean finished() {
        return assemblers.values().stream().allMatch(CompletionAssembler::finished);
    }

    List<ChatCompletion> end(@Nullable String traceId) {
        List<ChatCompletion> choices = new ArrayList<>(assemblers.size());
        assemblers.forEach((index, assembler) -> {
            try {
                if (!unreadable.contains(index)) {
                    choices.add(assembler.end(traceId, List.of()));
                }
            } catch (IllegalStateException e) {
                // a call without a name
            }
        });
        return choices;
    }
}
