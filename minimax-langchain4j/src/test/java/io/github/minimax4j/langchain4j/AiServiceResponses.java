package io.github.minimax4j.langchain4j;

import dev.langchain4j.internal.Json;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model of {@link SuiteServer} answers to the suites for AI Services. It knows what the suites ask, but takes names from
 * nowhere than the request: it calls a tool only if it was offered, with the parameters of its schema in their order, and gives JSON
 * only if a schema was sent, as a field or in the prompt, that has its members. So a schema that got lost on the way fails the suite.
 */
final class AiServiceResponses {

    /** The JSON for a question to which a schema of this name was sent; the more special question first. */
    private record Extraction(String schema, String question, String json) {}

    /** The call of a tool, if it is offered: its arguments are JSON values, in the order of the schema. */
    private record Call(String question, String tool, List<String> arguments) {
        Call(String question, String tool, String... arguments) {
            this(question, tool, List.of(arguments));
        }
    }

    private static final String KLAUS = "{\"name\":\"Klaus\",\"age\":37,\"height\":1.78,\"married\":false}";
    private static final String FRANNY = "{\"name\":\"Franny\",\"age\":35,\"height\":1.65,\"married\":true}";
    private static final String FRANCINE = "{\"name\":\"Francine\",\"children\":"
            + "[{\"name\":\"Steve\",\"children\":[]},{\"name\":\"Hayley\",\"children\":[]}]}";
    private static final String BIRTHDAY = "{\"year\":1976,\"month\":8,\"day\":12}";
    private static final String BIRTH_TIME = "{\"hour\":14,\"minute\":43,\"second\":0,\"nano\":0}";
    private static final String REX = "{\"type\":\"Dog\",\"name\":\"Rex\",\"breed\":\"Labrador\"}";

    private static final List<Extraction> EXTRACTIONS = List.of(
            new Extraction("WeatherReport", "weather in Munich", "{\"city\":\"Munich\",\"weather\":\"SUNNY\"}"),
            new Extraction("Person", "1.78m height and single", KLAUS),
            new Extraction("Person", "Text: 'Klaus'", "{\"name\":\"Klaus\"}"),
            new Extraction(
                    "Person",
                    "a delivery to Langley Falls, but billing address should be New York",
                    "{\"name\":\"Klaus\",\"shippingAddress\":{\"city\":\"Langley Falls\"},"
                            + "\"billingAddress\":{\"city\":\"New York\"}}"),
            new Extraction("Person", "Klaus is single", "{\"name\":\"Klaus\",\"maritalStatus\":\"SINGLE\"}"),
            new Extraction(
                    "Person",
                    "likes orange and green",
                    "{\"name\":\"Klaus\",\"favouriteColors\":[\"orange\",\"green\"]}"),
            new Extraction(
                    "Person",
                    "Peanut and Muffin",
                    "{\"name\":\"Klaus\",\"pets\":[{\"name\":\"Peanut\"},{\"name\":\"Muffin\"}]}"),
            new Extraction("Person", "groups A and C", "{\"name\":\"Klaus\",\"groups\":[\"A\",\"C\"]}"),
            new Extraction(
                    "Person",
                    "at 14:43 on 12th of August 1976",
                    "{\"name\":\"Klaus\",\"birthDate\":" + BIRTHDAY + ",\"birthTime\":" + BIRTH_TIME
                            + ",\"birthDateTime\":{\"date\":" + BIRTHDAY + ",\"time\":" + BIRTH_TIME + "}}"),
            new Extraction("Person", "Francine has 2 children", FRANCINE),
            new Extraction(
                    "Person",
                    "567b229a-6b0a-4f1e-9006-448cd9dfbfda",
                    "{\"id\":\"567b229a-6b0a-4f1e-9006-448cd9dfbfda\",\"name\":\"Klaus\"}"),
            new Extraction("Person", "following text: Klaus", "{\"name\":\"Klaus\"}"),
            new Extraction("boolean", "is a man", "{\"value\":true}"),
            new Extraction("integer", "number of people", "{\"value\":2}"),
            new Extraction("number", "temperature in Munich", "{\"value\":-0.5}"),
            new Extraction(
                    "List_of_Person",
                    "Klaus and Francine",
                    "{\"values\":[{\"name\":\"Klaus\"},{\"name\":\"Francine\"}]}"),
            new Extraction("List_of_Person", "Franny is 35", "{\"values\":[" + KLAUS + "," + FRANNY + "]}"),
            new Extraction("Set_of_Person", "Franny is 35", "{\"values\":[" + KLAUS + "," + FRANNY + "]}"),
            new Extraction("List_of_String", "names of people", "{\"values\":[\"Klaus\",\"Franny\"]}"),
            new Extraction("Set_of_String", "names of people", "{\"values\":[\"Klaus\",\"Franny\"]}"),
            new Extraction("MaritalStatus", "and single", "{\"value\":\"SINGLE\"}"),
            new Extraction(
                    "List_of_MaritalStatus", "Staniel is 33", "{\"values\":[\"SINGLE\",\"MARRIED\",\"MARRIED\"]}"),
            new Extraction(
                    "Set_of_Weather",
                    "cloudy and windy weather",
                    "{\"values\":[\"SUNNY\",\"WINDY\",\"RAINY\",\"CLOUDY\"]}"),
            new Extraction("Animal", "Labrador dog", "{\"value\":" + REX + "}"),
            new Extraction(
                    "List_of_Animal",
                    "Whiskers is an indoor cat",
                    "{\"values\":[" + REX + ",{\"type\":\"Cat\",\"name\":\"Whiskers\",\"indoor\":true}]}"),
            new Extraction("Owner", "Alice owns", "{\"name\":\"Alice\",\"pet\":" + REX + "}"),
            new Extraction(
                    "ArithmeticExpression",
                    "1+2+3",
                    "{\"value\":{\"type\":\"Addition\",\"left\":{\"type\":\"Addition\","
                            + "\"left\":{\"type\":\"Constant\",\"value\":1},\"right\":{\"type\":\"Constant\",\"value\":2}},"
                            + "\"right\":{\"type\":\"Constant\",\"value\":3}}}"));

    private static final List<Call> CALLS = List.of(
            new Call("37 plus 87", "add", "37", "87"),
            new Call("73 plus 78", "add", "73", "78"),
            new Call("First add 2 and 3", "add", "2", "3"),
            new Call("1.78m height and single", "process", KLAUS),
            new Call(
                    "Klaus lives in Langley Falls",
                    "process",
                    "{\"name\":\"Klaus\",\"address\":{\"city\":\"Langley Falls\"}}"),
            new Call("Francine has 2 children", "process", FRANCINE),
            new Call("42 years old and Francine is 47", "process", "{\"Klaus\":42,\"Francine\":47}"),
            new Call("colors: RED and GREEN", "process", "[\"RED\",\"GREEN\"]"),
            new Call("people: Klaus and Franny", "process", "[{\"name\":\"Klaus\"},{\"name\":\"Franny\"}]"),
            new Call("names: Klaus and Franny", "processNames", "[\"Klaus\",\"Franny\"]"),
            new Call("integers: 37, 73", "processNumbers", "[37,73]"),
            new Call("What is the time now", "currentTime"),
            new Call("date today", "currentDate"),
            new Call("temperature in Munich in celsius", "currentTemperature", "\"Munich\"", "\"CELSIUS\""),
            new Call(
                    "62dbcc27-aaf3-449a-b12d-5a904271a57f",
                    "getUsernameFromId",
                    "\"62dbcc27-aaf3-449a-b12d-5a904271a57f\""),
            new Call("for argument '7'", "modify", "7"),
            new Call("Take a photo", "takePhoto"),
            new Call("Use 'getWeather' tool", "getWeather", "\"Munich\""));

    private AiServiceResponses() {}

    /** The answer, or null if the suites for AI Services do not ask this. */
    static @Nullable CompletionReply completion(RecordedRequest request) {
        if (request.body().contains("\"$ref\"") && !request.body().contains("\"$defs\"")) {
            throw new IllegalStateException("A schema refers to a definition that did not arrive: " + request.body());
        }
        String question = request.lastUserText();
        List<String> results = request.toolResults();
        if (results.isEmpty()) {
            CompletionReply calls = calls(request, question);
            return calls == null ? extraction(request, question) : calls;
        }
        if (question.contains("then multiply the result by 4") && results.equals(List.of("5"))) {
            return call(null, request, "multiply", List.of("5", "4"));
        }
        return extraction(request, question);
    }

    private static @Nullable CompletionReply calls(RecordedRequest request, String question) {
        CompletionReply reply = null;
        for (Call call : CALLS) {
            if (question.contains(call.question()) && request.toolNames().contains(call.tool())) {
                reply = call(reply, request, call.tool(), call.arguments());
            }
        }
        if (question.equals("Now add 47 to the previous result")) {
            // the result of the turn before, if it was sent
            return call(null, request, "add", List.of(String.valueOf(request.at("messages[-2].content")), "47"));
        }
        return reply;
    }

    private static CompletionReply call(
            @Nullable CompletionReply reply, RecordedRequest request, String tool, List<String> values) {
        int index = request.toolNames().indexOf(tool);
        Map<?, ?> parameters = (Map<?, ?>) request.at("tools[" + index + "].function.parameters.properties");
        if (parameters == null || parameters.size() != values.size()) {
            throw new IllegalStateException("The schema of " + tool + " arrived as " + parameters);
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        Iterator<String> value = values.iterator();
        parameters.keySet().forEach(name -> arguments.put((String) name, Json.fromJson(value.next(), Object.class)));
        String json = Json.toJson(arguments);
        return reply == null ? Reply.toolCall(tool, json) : reply.toolCall(tool, json);
    }

    private static @Nullable CompletionReply extraction(RecordedRequest request, String question) {
        Map<?, ?> inPrompt = schemaInPrompt(request);
        Object name = inPrompt == null ? request.at("response_format.json_schema.name") : inPrompt.get("title");
        Object properties = inPrompt == null
                ? request.at("response_format.json_schema.schema.properties")
                : inPrompt.get("properties");
        if (!(properties instanceof Map<?, ?> known)) {
            return null;
        }
        for (Extraction extraction : EXTRACTIONS) {
            if (extraction.schema().equals(name) && question.contains(extraction.question())) {
                Map<?, ?> members = Json.fromJson(extraction.json(), Map.class);
                if (known.keySet().containsAll(members.keySet())) {
                    return Reply.text("```json\n" + extraction.json() + "\n```");
                }
            }
        }
        return null;
    }

    private static @Nullable Map<?, ?> schemaInPrompt(RecordedRequest request) {
        String prompt = request.systemText();
        int schema = prompt.indexOf("\n{");
        return schema < 0 ? null : Json.fromJson(prompt.substring(schema), Map.class);
    }
}
