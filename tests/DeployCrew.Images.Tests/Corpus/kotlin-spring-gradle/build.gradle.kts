plugins {
    kotlin("jvm") version "2.1.0"
    id("org.springframework.boot") version "3.4.1"
}

java {
    toolchain { languageVersion = JavaLanguageVersion.of(21) }
}
