package io.github.minimax4j.spring.autoconfigure;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Hides the values of properties that may be secrets from Actuator's endpoints {@code env} and {@code configprops}, even where an
 * application has them show values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
final class MiniMaxEndpointsAutoConfiguration {

    // letters and digits only: a property, an environment variable and the path of a bean differ in the rest
    private static final Pattern SECRET = Pattern.compile(
            "(langchain4j)?minimax.*(apikey|customheaders|customqueryparams|customparameters|proxyusername|proxypassword).*");

    private static final Pattern ADDRESS = Pattern.compile("langchain4jminimax.*baseurl");

    @Bean
    SanitizingFunction minimaxSanitizingFunction() {
        return data -> isSecret(data) ? data.withSanitizedValue() : data;
    }

    private static boolean isSecret(SanitizableData data) {
        String key = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return SECRET.matcher(key).matches()
                // a query may hold a key
                || ADDRESS.matcher(key).matches()
                        && String.valueOf(data.getValue()).contains("?");
    }
}
