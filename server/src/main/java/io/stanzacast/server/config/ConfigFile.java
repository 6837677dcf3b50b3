package io.stanzacast.server.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a YAML file over the defaults: objects are merged key by key, lists replace the default list whole. Keys are kebab-case; an unknown
 * one, a missing one in a list's entry, or a value out of range is an error that names the key.
 */
public final class ConfigFile {
    private static final ObjectMapper MAPPER = YAMLMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(
                    com.fasterxml.jackson.databind.MapperFeature
                            .AUTO_DETECT_IS_GETTERS) // a record's questions are no keys
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private ConfigFile() {}

    /**
     * @param defaults from what the file itself says, for instance from its domain; given an empty object if the file has nothing
     */
    public static <T> T read(Path file, Class<T> type, Function<JsonNode, T> defaults) throws ConfigException {
        try {
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8), type, defaults);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": no such file");
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    /** As {@link #read}, of text that {@code name} stands for in errors. */
    public static <T> T parse(String name, String text, Class<T> type, Function<JsonNode, T> defaults)
            throws ConfigException {
        JsonNode given;
        try {
            given = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new ConfigException(name + (at == null ? "" : ", line " + at.getLineNr()) + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("no YAML"));
        }
        if (given == null || given.isMissingNode() || given.isNull()) {
            given = MAPPER.createObjectNode();
        }
        if (!given.isObject()) {
            throw new ConfigException(name + ": expected: keys and values");
        }
        try {
            JsonNode merged = merge(MAPPER.valueToTree(defaults.apply(given)), given);
            return MAPPER.treeToValue(merged, type);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new ConfigException(name + ": " + explain(e));
        }
    }

    /** As a file would give it: for showing and for comparing with the shipped file. */
    public static JsonNode tree(Object config) {
        return MAPPER.valueToTree(config);
    }

    private static JsonNode merge(JsonNode base, JsonNode over) {
        if (!(base instanceof ObjectNode object) || !over.isObject()) {
            return over.isNull() ? base : over;
        }
        Iterator<Map.Entry<String, JsonNode>> fields = over.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode old = object.get(field.getKey());
            object.set(field.getKey(), old == null ? field.getValue() : merge(old, field.getValue()));
        }
        return object;
    }

    private static String explain(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return path(unknown) + ": unknown key (expected: "
                    + (known == null
                            ? "none"
                            : known.stream()
                                    .map(Object::toString)
                                    .collect(Collectors.toCollection(TreeSet::new))
                                    .stream()
                                    .collect(Collectors.joining(", ")))
                    + ")";
        }
        if (e instanceof InvalidFormatException wrong) {
            return path(wrong) + ": " + wrong.getValue() + " (expected: " + form(wrong.getTargetType()) + ")";
        }
        if (e instanceof MismatchedInputException wrong && !(e.getCause() instanceof IllegalArgumentException)) {
            return path(wrong) + ": not as expected (expected: " + form(wrong.getTargetType()) + ")";
        }
        Throwable cause = e.getCause();
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
            return (path.isEmpty() ? "" : path + ".") + cause.getMessage();
        }
        return path + ": " + e.getOriginalMessage();
    }

    private static String form(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
        if (type.isRecord()) {
            return "keys and values";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == Duration.class) {
            return "a duration such as PT30S or PT2M";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : type.getSimpleName();
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
