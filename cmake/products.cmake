# What is made of the layers: the program, the library (static and shared), the example, what is installed.
include(GNUInstallDirs)

synoptic_layer(api USES run tell news text base)

add_library(syn_products INTERFACE)
set(PRODUCT_LAYERS syn_base syn_tables syn_text syn_news syn_read syn_extract syn_annotate syn_group syn_compare
    syn_tell syn_run syn_api)
# The library fetches nothing and keeps nothing, so libcurl and SQLite are not its business: what asks servers, and what
# works on a store, stays with the program.
set(PROGRAM_ONLY "/read/(open_http|open_cache)[.]c[.]o$|/run/(web|intake|retell[a-z_]*|revise[a-z_]*|grouping_store|correct|likely|late|vicinity|watch[a-z_]*|alert[a-z_]*|export[a-z_]*|import|digest[a-z_]*|told[a-z_]*|drop|facts)[.]c[.]o$")
set(PRODUCT_OBJECTS)
foreach(layer ${PRODUCT_LAYERS})
  if(TARGET ${layer})
    list(APPEND PRODUCT_OBJECTS $<FILTER:$<TARGET_OBJECTS:${layer}>,EXCLUDE,${PROGRAM_ONLY}>)
  endif()
endforeach()
list(APPEND PRODUCT_OBJECTS $<TARGET_OBJECTS:syn_models>)   # defined in learn.cmake
target_link_libraries(syn_products INTERFACE ZLIB::ZLIB PkgConfig::LIBXML2 PkgConfig::XXHASH PkgConfig::ICU ${STEMMER_LIBRARY}
    Threads::Threads m)

# ---- the program
file(GLOB CLI_SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/cli/*.c)
add_executable(synoptic ${CLI_SOURCES})
target_link_libraries(synoptic PRIVATE syn_serve syn_run syn_tell)

# ---- the shared library: hidden symbols, so that only what synoptic.h marks is exported
add_library(synoptic_shared SHARED ${PRODUCT_OBJECTS})
set_target_properties(synoptic_shared PROPERTIES OUTPUT_NAME synoptic VERSION ${PROJECT_VERSION} SOVERSION 1
    LINKER_LANGUAGE C)
target_include_directories(synoptic_shared INTERFACE ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(synoptic_shared PRIVATE syn_products)

# ---- the static library: one object whose hidden symbols were made local, so that names of ours
# cannot meet names of the program that links it
set(MERGED ${CMAKE_BINARY_DIR}/synoptic_merged.o)
add_custom_command(OUTPUT ${MERGED}
  COMMAND ${CMAKE_LINKER} -r -o ${MERGED} ${PRODUCT_OBJECTS}
  COMMAND ${CMAKE_OBJCOPY} --localize-hidden ${MERGED}
  DEPENDS ${PRODUCT_OBJECTS} COMMAND_EXPAND_LISTS VERBATIM)
add_library(synoptic_static STATIC ${MERGED})
set_target_properties(synoptic_static PROPERTIES OUTPUT_NAME synoptic LINKER_LANGUAGE C)
set_source_files_properties(${MERGED} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
target_include_directories(synoptic_static INTERFACE ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(synoptic_static PUBLIC syn_products)

# ---- an example, linked both ways
add_executable(compare_two examples/compare_two.c)
target_link_libraries(compare_two PRIVATE synoptic_shared)
add_executable(compare_two_static examples/compare_two.c)
target_link_libraries(compare_two_static PRIVATE synoptic_static)

# ---- pkg-config and installing
configure_file(${CMAKE_SOURCE_DIR}/cmake/synoptic.pc.in ${CMAKE_BINARY_DIR}/synoptic.pc @ONLY)
install(TARGETS synoptic RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS synoptic_shared synoptic_static
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/synoptic.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_BINARY_DIR}/synoptic.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES man/synoptic.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# ---- measuring speed (make bench)
add_executable(bench_generate EXCLUDE_FROM_ALL bench/generate.c bench/generate_stream.c bench/generate_month.c
    bench/generate_tongue.c bench/generate_due.c)
if(SYN_TESTS)                                              # tests/tools/kill_load.py loads what it makes
  set_target_properties(bench_generate PROPERTIES EXCLUDE_FROM_ALL OFF)
endif()
add_executable(bench_speed EXCLUDE_FROM_ALL bench/speed.c)
target_link_libraries(bench_speed PRIVATE syn_run syn_tell)

# What a store answers, and how fast.
add_executable(bench_query EXCLUDE_FROM_ALL bench/query_speed.c)
target_link_libraries(bench_query PRIVATE syn_store)

# Grouping a stream, part by part.
add_executable(bench_compare EXCLUDE_FROM_ALL bench/compare_speed.c)
target_link_libraries(bench_compare PRIVATE syn_run)
add_executable(bench_stream EXCLUDE_FROM_ALL bench/stream_speed.c)
target_link_libraries(bench_stream PRIVATE syn_read syn_extract syn_group)
add_executable(bench_grouping EXCLUDE_FROM_ALL bench/grouping_image.c)
target_link_libraries(bench_grouping PRIVATE syn_run)

# Beside extraction, bench_html measures libxml2's bare parse.
add_executable(bench_html EXCLUDE_FROM_ALL bench/html_speed.c)
target_link_libraries(bench_html PRIVATE syn_read syn_extract PkgConfig::LIBXML2)

add_executable(bench_pathological EXCLUDE_FROM_ALL bench/pathological.c)
target_include_directories(bench_pathological PRIVATE tests)
target_link_libraries(bench_pathological PRIVATE syn_extract)

# How fast inputs are read, archives and feeds above all.
add_executable(bench_read EXCLUDE_FROM_ALL bench/read_speed.c)
target_link_libraries(bench_read PRIVATE syn_read syn_news syn_text syn_base)
