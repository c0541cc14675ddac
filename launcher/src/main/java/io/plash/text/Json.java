package io.plash.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What commands print with {@code --json}. */
public final class Json {

    private Json() {}

    /**
     * A record, a list or a map as JSON of plain ASCII: the names of its components with underscores between the words. A
     * byte that is no UTF-8 becomes the lone surrogate of {@link RawText}, so that nothing is lost and no terminal is
     * steered.
     */
    public static String of(Object value) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value of records, lists and maps", e);
        }
    }
}
