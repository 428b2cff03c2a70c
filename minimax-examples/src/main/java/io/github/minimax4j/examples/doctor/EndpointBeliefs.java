package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.examples.doctor.Checks.accepted;
import static io.github.minimax4j.examples.doctor.Checks.onSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.embedding.EmbeddingRequest;

/** Models, token counts and embeddings. */
final class EndpointBeliefs extends BeliefGroup {

    EndpointBeliefs(Library library) {
        super(library);
        models();
        counts();
        embeddings();
    }

    private void models() {
        Probe list = Probe.of("models", library, LibraryCall.models());
        believe(
                "models",
                "8.1",
                "What is the form of the list of models?",
                "object list, and data of objects with id, object model, created, owned_by",
                list,
                (exchange, all) -> {
                    JsonNode first = exchange.at("data/0");
                    return Finding.of(
                            exchange.at("object").asText().equals("list")
                                    && first.has("id")
                                    && first.path("object").asText().equals("model")
                                    && first.has("created")
                                    && first.has("owned_by"),
                            exchange.succeeded() ? "first: " + Checks.shown(first) : exchange.shown());
                });
        believe(
                "model-listed",
                "8.1",
                "Does the list have the model?",
                "yes",
                list,
                onSuccess(exchange -> Finding.of(
                        exchange.at("data").findValuesAsText("id").stream().anyMatch(target.model()::equalsIgnoreCase),
                        exchange.at("data").findValuesAsText("id").toString())));
        believe(
                "model",
                "8.1",
                "Is a single model described?",
                "yes",
                Probe.of("model", library, LibraryCall.model(target.model())),
                (exchange, all) -> Finding.of(
                        exchange.succeeded() && exchange.at("id").asText().equalsIgnoreCase(target.model()),
                        exchange.shown()));
        believe(
                "models-wrong-key",
                "8.1",
                "Does the list of models need a key?",
                "yes: 401",
                list.named("models-wrong-key").withKey(Probe.Key.WRONG),
                (exchange, all) -> Finding.of(exchange.status() == 401, exchange.shown()));
    }

    private void counts() {
        Probe count = Probe.of(
                "input-tokens",
                library,
                LibraryCall.inputTokens(request()
                        .messages(Message.user("Reply with the single word ok."))
                        .build()));
        believe(
                "input-tokens",
                "8.5",
                "Does the service count tokens in the form that the library sends?",
                "yes: object response.input_tokens, input_tokens a number",
                count,
                (exchange, all) -> Finding.of(
                        exchange.succeeded()
                                && exchange.at("object").asText().equals("response.input_tokens")
                                && exchange.at("input_tokens").isInt(),
                        exchange.succeeded() ? Exchange.shortened(exchange.body(), 80) : exchange.shown()));
        believe(
                "input-tokens-right",
                "8.5",
                "Is it the number that a chat reports?",
                "about: within 20 tokens for a short message",
                count,
                (exchange, all) -> {
                    int chat = all.all().stream()
                            .filter(other -> other.probe().name().equals("plain"))
                            .mapToInt(other -> other.at("usage/prompt_tokens").asInt())
                            .max()
                            .orElse(0);
                    int counted = exchange.at("input_tokens").asInt();
                    return chat == 0 || counted == 0
                            ? Finding.notSeen("counted " + counted + ", a chat " + chat)
                            : Finding.of(Math.abs(counted - chat) <= 20, "counted " + counted + ", a chat " + chat);
                });
    }

    private void embeddings() {
        Probe embedding = Probe.of(
                "embeddings",
                library,
                LibraryCall.embed(EmbeddingRequest.builder()
                        .model("embo-01")
                        .texts("The sea is salty.")
                        .build()));
        believe("embeddings", "Q38", "Are texts embedded as the library asks?", "yes", embedding, accepted());
        believe(
                "embedding-form",
                "8.2",
                "What is the form of embeddings?",
                "vectors of 1536 numbers, total_tokens",
                embedding,
                onSuccess(exchange -> Finding.of(
                        exchange.at("vectors/0").size() == 1536
                                && exchange.at("total_tokens").asInt() > 0,
                        exchange.at("vectors").size() + " vectors of "
                                + exchange.at("vectors/0").size() + " numbers, total_tokens: "
                                + exchange.at("total_tokens"))));
        believe(
                "embedding-status",
                "8.2",
                "What is the status of an error of embeddings?",
                "200, with the code in base_resp",
                embedding.named("embeddings-wrong-key").withKey(Probe.Key.WRONG),
                (exchange, all) -> Finding.of(
                        exchange.status() == 200
                                && exchange.at("base_resp/status_code").asInt() != 0,
                        exchange.shown()));
        believe(
                "embedding-input",
                "Q38",
                "Is OpenAI's form of embeddings known?",
                "no: 2013",
                embedding
                        .named("embeddings-openai")
                        .without("texts")
                        .without("type")
                        .with("input", "The sea is salty."),
                (exchange, all) -> Finding.of(exchange.code() == 2013, exchange.shown()));
    }
}
