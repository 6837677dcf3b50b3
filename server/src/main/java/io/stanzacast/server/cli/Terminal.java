package io.stanzacast.server.cli;

import io.stanzacast.server.control.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where a command was typed.
 *
 * @param out for what was asked
 * @param err for everything about it
 * @param caller the folder that paths are meant from
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, Path caller) {
    private static final int MOST_BYTES = 4096;

    Path path(Path given) {
        return caller.resolve(given).toAbsolutePath().normalize();
    }

    /** Asks twice, unseen, on a terminal; anywhere else the first line of standard input. */
    String password() throws Refusal {
        Console console = System.console();
        return console == null ? line() : asked(console);
    }

    private static String asked(Console console) throws Refusal {
        char[] first = console.readPassword("Password: ");
        char[] second = first == null ? null : console.readPassword("Again: ");
        if (first == null || second == null || first.length == 0) {
            throw new Refusal("password: none (expected: one, or --generate)");
        }
        if (!Arrays.equals(first, second)) {
            throw new Refusal("password: not the same twice (expected: the same)");
        }
        return new String(first);
    }

    private String line() throws Refusal {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                if (line.size() >= MOST_BYTES) {
                    throw new Refusal("password: more than " + MOST_BYTES + " bytes (expected: a line)");
                }
                line.write(next);
            }
        } catch (IOException e) {
            throw new Refusal("password: standard input cannot be read: " + e.getMessage());
        }
        String text = line.toString(StandardCharsets.UTF_8);
        String password = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (password.isEmpty()) {
            throw new Refusal("password: none on standard input (expected: a line, or --generate)");
        }
        return password;
    }
}
