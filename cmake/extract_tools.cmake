# Programs for measuring extract/ against foreign test suites.
if(SYN_TESTS)
  add_executable(html_tokens tests/tools/html_tokens.c)
  target_link_libraries(html_tokens PRIVATE syn_extract)
endif()
