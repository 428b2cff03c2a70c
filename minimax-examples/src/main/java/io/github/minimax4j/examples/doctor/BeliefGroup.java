package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.examples.doctor.Belief.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Beliefs of one subject, with the probes that they share. */
abstract class BeliefGroup {

    /** A tool with an argument, and one without. */
    static final List<Tool> TOOLS = List.of(
            Tool.of(
                    "get_weather",
                    "The weather in a city",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("city", Map.of("type", "string")),
                            "required",
                            List.of("city"))),
            Tool.of("get_time", "The time now", null));

    /** What the library needs of gateways and engines, too. All else is about MiniMax's own service, and not asked of others. */
    private static final Set<String> OF_EVERY_SERVER = Set.of(
            "chat",
            "choice-named",
            "choice-none",
            "choice-required",
            "chunk-object",
            "finish-length",
            "finish-stop",
            "json-object",
            "library-plain",
            "library-reads-all",
            "library-stream",
            "library-tags-in-stream",
            "library-thinking",
            "library-tool-calls",
            "library-unknown-model",
            "library-wrong-key",
            "limit-kept",
            "model-named",
            "object",
            "one-choice",
            "same-id",
            "stop-accepted",
            "stop-ignored",
            "stream",
            "stream-type",
            "tool-arguments",
            "tool-finish",
            "tool-ids",
            "tool-parallel",
            "tools",
            "usage");

    final Library library;

    final Target target;

    private final List<Belief> beliefs = new ArrayList<>();

    BeliefGroup(Library library) {
        this.library = library;
        this.target = library.target();
    }

    /** All beliefs that are about this target, in the order of their probes. The first probe is the simplest chat. */
    static List<Belief> all(Library library) {
        List<Belief> all = new ArrayList<>();
        for (BeliefGroup group : List.of(
                new ResponseBeliefs(library),
                new ThinkingBeliefs(library),
                new StreamBeliefs(library),
                new ToolBeliefs(library),
                new HistoryBeliefs(library),
                new FieldBeliefs(library),
                new ErrorBeliefs(library),
                new EndpointBeliefs(library))) {
            all.addAll(group.beliefs);
        }
        return List.copyOf(all);
    }

    final void believe(String id, String source, String question, String believed, @Nullable Probe probe, Judge judge) {
        if (target.isMiniMax() || OF_EVERY_SERVER.contains(id)) {
            beliefs.add(new Belief(id, source, question, believed, probe, judge));
        }
    }

    /** A request of the library's, with as little thinking as the model allows. */
    final ChatCompletionRequestBuilder request() {
        ChatCompletionRequestBuilder request =
                ChatCompletionRequest.builder().model(target.model()).maxCompletionTokens(target.fewWords());
        if (target.quiet().containsKey("thinking")) {
            request.thinking(Thinking.DISABLED);
        }
        return target.quiet().containsKey("reasoning_effort") ? request.reasoningEffort("low") : request;
    }

    /** The library has taken the thinking out of the text; at MiniMax, there is some if the model thinks. */
    final Finding takenOut(Reading reading) {
        boolean thinks = target.isMiniMax() && !target.isAbab();
        return Finding.of(
                reading.kind() == null
                        && (reading.thinking() != null || !thinks)
                        && reading.text() != null
                        && !reading.text().contains("think>"),
                reading.shown());
    }

    final Probe say(String name, String text) {
        return Probe.say(name, library, text);
    }

    final Probe limited(Probe probe, int tokens) {
        return probe.with(target.profile().outputLimitField(), tokens);
    }
}
