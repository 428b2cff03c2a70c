package io.github.minimax4j.examples.travel;

/**
 * A day's weather.
 *
 * @param city    where
 * @param date    when, as 2027-05-31
 * @param sky     in a word or two
 * @param celsius temperature by day
 */
public record Forecast(String city, String date, String sky, int celsius) {}
