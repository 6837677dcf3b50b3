package io.stanzacast.media.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AMF 0 specification, §2")
class Amf0CodecTest {
    private record Case(String name, AmfValue value, String bytes) {}

    private static final List<Case> BOTH_WAYS = List.of(
            new Case("number", new AmfValue.Number(1), "003ff0000000000000"),
            new Case("true", new AmfValue.Bool(true), "0101"),
            new Case("false", new AmfValue.Bool(false), "0100"),
            new Case("string", new AmfValue.Text("live"), "0200046c697665"),
            new Case("empty string", new AmfValue.Text(""), "020000"),
            new Case("string beyond ASCII", new AmfValue.Text("é"), "020002c3a9"),
            new Case("null", new AmfValue.Null(), "05"),
            new Case("undefined", new AmfValue.Undefined(), "06"),
            new Case("object", properties("app", new AmfValue.Text("a")), "0300036170700200016100" + "0009"),
            new Case("empty object", properties(), "03000009"),
            new Case(
                    "array",
                    new AmfValue.Array(List.of(new AmfValue.Null(), new AmfValue.Bool(true))),
                    "0a00000002050101"),
            new Case("date", new AmfValue.Date(1000), "0b408f4000000000000000"),
            new Case("XML", new AmfValue.Xml("<a/>"), "0f000000043c612f3e"));

    private static final List<Case> READ_ONLY = List.of(
            new Case("ECMA array with a wrong count", properties("a", new AmfValue.Null()), "08000000ff00016105000009"),
            new Case("object without end marker", properties("a", new AmfValue.Null()), "0300016105"),
            new Case("object with half an end marker", properties("a", new AmfValue.Null()), "03000161050000"),
            new Case("AMF3 null", new AmfValue.Null(), "1101"),
            new Case("AMF3 true", new AmfValue.Bool(true), "1103"),
            new Case("AMF3 integer of one byte", new AmfValue.Number(127), "11047f"),
            new Case("AMF3 integer of two bytes", new AmfValue.Number(128), "11048100"),
            new Case("AMF3 integer of four bytes", new AmfValue.Number(-1), "1104ffffffff"),
            new Case("AMF3 double", new AmfValue.Number(1), "11053ff0000000000000"),
            new Case("AMF3 string", new AmfValue.Text("ab"), "1106056162"),
            new Case("AMF3 date", new AmfValue.Date(1000), "110801408f400000000000"),
            new Case("AMF3 bytes", new AmfValue.Null(), "110c05ffff"),
            new Case("AMF3 array", new AmfValue.Array(List.of(new AmfValue.Bool(true))), "1109030103"),
            new Case(
                    "AMF3 array with names",
                    properties("a", new AmfValue.Null(), "0", new AmfValue.Bool(true)),
                    "110903" + "036101" + "01" + "03"),
            new Case(
                    "AMF3 dynamic object with a repeated string",
                    properties("a", new AmfValue.Text("a"), "b", new AmfValue.Undefined()),
                    "110a0b01" + "0361" + "0600" + "0362" + "00" + "01"),
            new Case(
                    "AMF3 sealed object, its traits used again",
                    properties("x", properties("x", new AmfValue.Null())),
                    "110a13" + "01" + "0378" + "0a01" + "01"),
            new Case("long string", new AmfValue.Text("a"), "0c0000000161"),
            new Case("typed object", properties("a", new AmfValue.Null()), "10000154000161050000" + "09"));

    @Test
    void readsAndWritesValues() {
        assertThat(BOTH_WAYS).allSatisfy(row -> {
            assertThat(Amf0Encoder.encode(List.of(row.value))).as(row.name).isEqualTo(bytes(row.bytes));
            assertThat(decode(row.bytes)).as(row.name).containsExactly(row.value);
        });
    }

    @Test
    void readsWhatOthersWrite() {
        assertThat(READ_ONLY)
                .allSatisfy(row -> assertThat(decode(row.bytes)).as(row.name).containsExactly(row.value));
    }

    @Test
    void readsSeveralValuesInOrder() {
        assertThat(decode("050101" + "020000"))
                .containsExactly(new AmfValue.Null(), new AmfValue.Bool(true), new AmfValue.Text(""));
    }

    @Test
    void followsAReferenceToACompleteObject() {
        AmfValue object = properties("a", new AmfValue.Null());
        assertThat(decode("0300016105000009" + "070000")).containsExactly(object, object);
    }

    @Test
    void cutsAReferenceToTheObjectAroundIt() {
        assertThat(decode("03000161070000" + "000009")).containsExactly(properties("a", new AmfValue.Undefined()));
    }

    @Test
    void writesALongStringWhenItMust() {
        byte[] bytes = Amf0Encoder.encode(List.of(new AmfValue.Text("x".repeat(70_000))));
        assertThat(bytes).startsWith(0x0C, 0, 1, 0x11, 0x70);
        assertThat(new Amf0Decoder(bytes, 0).values()).containsExactly(new AmfValue.Text("x".repeat(70_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "0d",
        "11",
        "110d",
        "110602",
        "110a00",
        "110a07",
        "1106ff",
        "04",
        "00ff",
        "0200ff61",
        "0cffffffff",
        "0affffffff",
        "070000",
        "03000161"
    })
    void refusesWhatIsNoAmf(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(AmfException.class).hasMessageContaining("expected");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(decode("030001" + "61".repeat(1) + "05")).hasSize(1);
        assertThatThrownBy(() -> decode("03000161".repeat(17) + "05"))
                .hasMessage("AMF depth: 17 (expected: at most 16)");
    }

    @Test
    void refusesManyProperties() {
        assertThat(decode("05".repeat(1000))).hasSize(1000);
        assertThatThrownBy(() -> decode("03" + "00016105".repeat(1001))).hasMessageContaining("more than 1000");
        assertThatThrownBy(() -> decode("05".repeat(1001))).hasMessageContaining("more than 1000");
    }

    @Test
    void makesValuesOrAnAmfExceptionOfRandomBytes() {
        Random random = new Random(6);
        byte[] good = bytes("02000463616c6c0300036170700200016108000000010001610500000900000" + "9070000");
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int change = 0; change < 3 && bytes.length > 0; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(24);
            }
            try {
                assertThat(new Amf0Decoder(bytes, 0).values()).isNotNull();
            } catch (AmfException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    private static List<AmfValue> decode(String hex) {
        return new Amf0Decoder(bytes(hex), 0).values();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static AmfValue properties(Object... namesAndValues) {
        Map<String, AmfValue> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (AmfValue) namesAndValues[i + 1]);
        }
        return new AmfValue.Properties(values);
    }
}
