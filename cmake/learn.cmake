# Models: what learn/ has grown is compiled in (data/models), and the programs that grow it.
file(GLOB MODELS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/models/*.forest)
foreach(model ${MODELS})
  get_filename_component(name ${model} NAME_WE)
  add_custom_command(OUTPUT ${TABLES}/blobs/${name}_forest.c ${TABLES}/blobs/${name}_forest.h
    COMMAND mkblob ${model} ${name}_forest ${TABLES}/blobs DEPENDS mkblob ${model} VERBATIM)
endforeach()
if(TARGET syn_extract)
  target_sources(syn_extract PRIVATE ${TABLES}/blobs/html_judge_forest.c ${TABLES}/blobs/html_judge_forest.h)
  target_include_directories(syn_extract PRIVATE ${TABLES}/blobs)
endif()
add_executable(learn_blocks EXCLUDE_FROM_ALL learn/learn_blocks.c learn/forest_grow.c)
target_include_directories(learn_blocks PRIVATE .)
target_link_libraries(learn_blocks PRIVATE syn_run syn_tell)
