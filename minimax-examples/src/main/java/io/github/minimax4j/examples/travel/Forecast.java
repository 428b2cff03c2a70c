package io.github.minimax4j.examples.travel;

/**
 * A day's weather.
 *
 * @param city    name of the city
 * @param date    day, such as 2027-05-31
 * @param sky     the sky, in a word or two
 * @param celsius daytime temperature
 */
public record Forecast(String city, String date, String sky, int celsius) {}
