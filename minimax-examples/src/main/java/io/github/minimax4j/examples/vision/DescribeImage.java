package io.github.minimax4j.examples.vision;

import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Draws an image, and asks what is in it. */
public final class DescribeImage {

    private DescribeImage() {}

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) throws IOException {
        try (Backend backend = Backend.of(DescribeImage.class)) {
            run(backend);
        }
    }

    /** Asks this backend. */
    public static void run(Backend backend) throws IOException {
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                .modelName("MiniMax-M3") // a model that accepts images
                .build()) {
            UserMessage question = UserMessage.from(
                    TextContent.from("What is in this picture?"),
                    ImageContent.from(redCircle(), "image/png")); // or the address of an image
            System.out.println(model.chat(question).aiMessage().text());
        }
    }

    /** A PNG as Base64, as Files.readAllBytes gives you one of your own. */
    private static String redCircle() throws IOException {
        BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 128, 128);
        graphics.setColor(Color.RED);
        graphics.fillOval(16, 16, 96, 96);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
