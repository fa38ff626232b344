# Programs for measuring extract/ against foreign test suites; tests/cli/test_html_tokens.sh tests the driver itself.
add_executable(html_tokens tests/tools/html_tokens.c)
target_link_libraries(html_tokens PRIVATE syn_extract)
if(NOT SYN_TESTS)
  set_target_properties(html_tokens PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
