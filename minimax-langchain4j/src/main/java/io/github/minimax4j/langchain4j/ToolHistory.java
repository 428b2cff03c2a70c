package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what chat memories and other providers leave of tool calls, and that MiniMax would refuse as a whole (code 2013). What
 * cannot be put right is core's to refuse.
 *
 * <p>Results at the beginning, whose call a memory has evicted, are left out. LangChain4j's own memories do the same with the
 * results that they hold when they evict a call; but results that come later, and memories of others, may still leave some.
 *
 * <p>Calls without an id, which other providers make, get one, and so do their results: by name, and else by position. The ids say where
 * the call is, so that the same history always gives the same request, which MiniMax's cache needs.
 */
final class ToolHistory {
    private static final Logger LOGGER = LoggerFactory.getLogger(ToolHistory.class);

    private ToolHistory() {}

    static List<ChatMessage> repaired(List<ChatMessage> messages) {
        List<ChatMessage> repaired = new ArrayList<>(messages.size());
        List<ToolExecutionResultMessage> orphans = new ArrayList<>();
        boolean begun = false;
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            if (!begun && message instanceof ToolExecutionResultMessage orphan) {
                orphans.add(orphan);
                continue;
            }
            begun |= !(message instanceof SystemMessage);
            if (message instanceof AiMessage ai && ai.hasToolExecutionRequests()) {
                int end = endOfResults(messages, i + 1);
                withIds(ai, messages.subList(i + 1, end), i, repaired);
                i = end - 1;
            } else {
                repaired.add(message);
            }
        }
        if (!orphans.isEmpty()) {
            tell(orphans, begun);
        }
        return repaired;
    }

    private static void tell(List<ToolExecutionResultMessage> orphans, boolean anythingElse) {
        String ids = orphans.stream()
                .map(orphan -> orphan.toolName() + " (id " + orphan.id() + ")")
                .collect(Collectors.joining(", "));
        if (!anythingElse) {
            throw new IllegalArgumentException(
                    "There is nothing to answer but results of tool calls that are not in the"
                            + " history: " + ids
                            + ". If a chat memory evicted the calls, it is too small for the tools that"
                            + " are called at once: give it room for more messages or tokens");
        }
        LOGGER.warn(
                "Results of tool calls at the beginning of the history are not sent, because their calls are not in it"
                        + " any more: {}",
                ids);
    }

    private static int endOfResults(List<ChatMessage> messages, int begin) {
        int end = begin;
        while (end < messages.size() && messages.get(end) instanceof ToolExecutionResultMessage) {
            end++;
        }
        return end;
    }

    private static void withIds(AiMessage ai, List<ChatMessage> results, int position, List<ChatMessage> repaired) {
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (ToolExecutionRequest call : ai.toolExecutionRequests()) {
            calls.add(
                    isMissing(call.id())
                            ? call.toBuilder()
                                    .id("call_" + position + "_" + calls.size())
                                    .build()
                            : call);
        }
        repaired.add(
                calls.equals(ai.toolExecutionRequests())
                        ? ai
                        : ai.toBuilder().toolExecutionRequests(calls).build());

        Set<String> given = new HashSet<>();
        ai.toolExecutionRequests().forEach(call -> given.add(call.id()));
        List<ToolExecutionRequest> open = new ArrayList<>(calls);
        for (ChatMessage message : results) {
            String id = ((ToolExecutionResultMessage) message).id();
            open.removeIf(call -> call.id().equals(id));
        }
        for (ChatMessage message : results) {
            ToolExecutionResultMessage result = (ToolExecutionResultMessage) message;
            // an id that answers no call is only replaced if there is a call that came without one
            List<ToolExecutionRequest> candidates = isMissing(result.id())
                    ? open
                    : given.contains(result.id())
                            ? List.of()
                            : open.stream()
                                    .filter(call -> !given.contains(call.id()))
                                    .toList();
            ToolExecutionRequest call = answered(result, candidates);
            if (call == null) {
                repaired.add(result);
            } else {
                open.remove(call);
                repaired.add(result.toBuilder().id(call.id()).build());
            }
        }
    }

    private static @Nullable ToolExecutionRequest answered(
            ToolExecutionResultMessage result, List<ToolExecutionRequest> calls) {
        return calls.stream()
                .filter(call -> call.name() != null && call.name().equals(result.toolName()))
                .findFirst()
                .orElse(calls.isEmpty() ? null : calls.get(0));
    }

    private static boolean isMissing(@Nullable String id) {
        return id == null || id.isBlank();
    }
}
