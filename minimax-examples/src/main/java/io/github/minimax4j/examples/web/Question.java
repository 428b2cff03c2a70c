package io.github.minimax4j.examples.web;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question from the page.
 *
 * @param id       an id chosen by the page, the same if the question is sent again
 * @param text     the text
 * @param images   data URLs; the page scales large images down before it sends them
 * @param replaces the ids of earlier questions that this one replaces, with their answers
 * @param page     an id of the tab that asks; a question of another tab does not stop the answer of this one
 */
record Question(String id, String text, List<String> images, List<String> replaces, String page) {

    static final int MAX_IMAGES = 3;

    private static final int MAX_CHARACTERS = 20_000;

    private static final int MAX_IMAGE_CHARACTERS = 2_000_000;

    private static final Pattern IMAGE =
            Pattern.compile("data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+=*)");

    Question {
        id = id == null ? "" : id;
        text = text == null ? "" : text.strip();
        images = images == null ? List.of() : List.copyOf(images);
        replaces = replaces == null ? List.of() : List.copyOf(replaces);
        page = page == null ? "" : page;
    }

    /**
     * Converts the question to a message for the model.
     *
     * @throws UnusableQuestionException if the question is invalid
     */
    UserMessage message(boolean seesImages) {
        if (text.isEmpty() && images.isEmpty()) {
            throw unusable("There is no question.", "Write one.");
        }
        if (id.isEmpty()) {
            throw unusable("The question has no id.", "Send one that is new in the conversation.");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw unusable("The question is too long.", "Write at most " + MAX_CHARACTERS + " characters.");
        }
        if (!images.isEmpty() && !seesImages) {
            throw unusable("This model does not support images.", "Remove them, or use a model that does.");
        }
        if (images.size() > MAX_IMAGES) {
            throw unusable("These are too many images.", "Send at most " + MAX_IMAGES + " with a question.");
        }
        List<Content> contents = new ArrayList<>();
        if (!text.isEmpty()) {
            contents.add(TextContent.from(text));
        }
        for (String image : images) {
            Matcher parts = IMAGE.matcher(image);
            if (image.length() > MAX_IMAGE_CHARACTERS || !parts.matches()) {
                throw unusable("An image cannot be used.", "Send PNG, JPEG, GIF or WebP of up to 1.5 MB.");
            }
            contents.add(ImageContent.from(parts.group(2), parts.group(1)));
        }
        return UserMessage.from(contents);
    }

    private static UnusableQuestionException unusable(String problem, String advice) {
        return new UnusableQuestionException(problem, advice);
    }
}
