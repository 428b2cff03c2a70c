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
 * Repairs incomplete tool calls that chat memories and other providers leave in a history, for which MiniMax would reject the whole request
 * (code 2013). Core rejects what cannot be repaired.
 *
 * <p>Results at the beginning, whose call a memory has evicted, are omitted. LangChain4j's own memories remove the results that they
 * contain when they evict a call, but results that arrive later, and memories of other libraries, may still leave some.
 *
 * <p>Calls without an id, as some providers make them, get one, and so do their results: matched by name, otherwise by position. The ids
 * are derived from the position of the call, so that the same history always produces the same request, which MiniMax's cache needs.
 */
final class ToolHistory {
    private static final Logger LOGGER = LoggerFactory.getLogger(ToolHistory.class);

    private ToolHistory() {}

    static List<ChatMessage> repaired(List<ChatMessage> messages) {
        List<ChatMessage> repaired = new ArrayList<>(messages.size());
        List<ToolExecutionResultMessage> orphans = new ArrayList<>();
        boolean started = false;
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            if (!started && message instanceof ToolExecutionResultMessage orphan) {
                orphans.add(orphan);
                continue;
            }
            started |= !(message instanceof SystemMessage);
            if (message instanceof AiMessage ai && ai.hasToolExecutionRequests()) {
                int end = endOfResults(messages, i + 1);
                withIds(ai, messages.subList(i + 1, end), i, repaired);
                i = end - 1;
            } else {
                repaired.add(message);
            }
        }
        if (!orphans.isEmpty()) {
            report(orphans, started);
        }
        return repaired;
    }

    private static void report(List<ToolExecutionResultMessage> orphans, boolean hasOtherMessages) {
        String ids = orphans.stream()
                .map(orphan -> orphan.toolName() + " (id " + orphan.id() + ")")
                .collect(Collectors.joining(", "));
        if (!hasOtherMessages) {
            throw new IllegalArgumentException("Apart from system messages, the history contains only results"
                    + " of tool calls that are not in it: " + ids
                    + ". If a chat memory evicted the calls, it is too small for the tools that"
                    + " are called at once: allow it more messages or tokens");
        }
        LOGGER.warn(
                "Results of tool calls at the beginning of the history are not sent, because the history no longer"
                        + " contains their calls: {}",
                ids);
    }

    /** System messages separate no result from its call: core moves them to the beginning. */
    private static int endOfResults(List<ChatMessage> messages, int begin) {
        int end = begin;
        while (end < messages.size()
                && (messages.get(end) instanceof ToolExecutionResultMessage
                        || messages.get(end) instanceof SystemMessage)) {
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

        Set<String> originalIds = new HashSet<>();
        ai.toolExecutionRequests().forEach(call -> originalIds.add(call.id()));
        Set<String> ids = new HashSet<>();
        calls.forEach(call -> ids.add(call.id()));
        Set<String> answered = new HashSet<>();
        for (ChatMessage message : results) {
            if (message instanceof ToolExecutionResultMessage result) {
                answered.add(result.id());
            }
        }
        List<ToolExecutionRequest> open = new ArrayList<>(calls);
        open.removeIf(call -> answered.contains(call.id()));
        for (ChatMessage message : results) {
            if (!(message instanceof ToolExecutionResultMessage result)) {
                repaired.add(message);
                continue;
            }
            // an id that matches no call is replaced only if there is a call that had none
            List<ToolExecutionRequest> candidates = isMissing(result.id())
                    ? open
                    : ids.contains(result.id())
                            ? List.of()
                            : open.stream()
                                    .filter(call -> !originalIds.contains(call.id()))
                                    .toList();
            ToolExecutionRequest call = matchingCall(result, candidates);
            if (call == null) {
                repaired.add(result);
            } else {
                open.remove(call);
                repaired.add(result.toBuilder().id(call.id()).build());
            }
        }
    }

    private static @Nullable ToolExecutionRequest matchingCall(
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
